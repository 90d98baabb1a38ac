import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExpectedAnswer } from '../src/driver.ts'
import { type Answer, givenSession } from './session.ts'
import { expect, provider, stage } from './test.ts'

/** Addresses without a route, some of which a proxy's matcher may let pass. */
const nowhere = [
  '/no-such-page',
  '/_next/no-such-page',
  '/favicon.ico',
  '/favicon.ico/page',
  '/_next/static-page',
  '/_next/image-page',
]

const manifest = readFileSync(join(stage.appDir, '.next/app-path-routes-manifest.json'), 'utf8')
const ofProvider = provider.routes(stage)

/** Every route of the build by Next's own manifest, those of the provider's SDK, and addresses without one. */
export const routes: readonly string[] = [
  ...new Set([
    ...Object.values(JSON.parse(manifest) as Record<string, string>),
    ...nowhere,
    ...Object.keys(ofProvider),
  ]),
]

const notFound: ExpectedAnswer = { status: 404, shows: 'Page not found' }

/** What the list answers to visitors. */
export const toSignIn: ExpectedAnswer = { status: 307, location: provider.signInPath('/todos') }

const signedOut: Readonly<Record<string, ExpectedAnswer>> = {
  '/': { status: 200, shows: 'Your data, and only yours' },
  '/todos': toSignIn,
  '/account': { status: 307, location: provider.signInPath('/account') },
  '/account/deleted': { status: 200, shows: 'Your account is deleted' },
  '/account/export': { status: 401, shows: 'signed out' },
  // It takes nothing but deliveries.
  '/api/webhooks/users': { status: 405 },
  '/setup': notFound,
  '/api/health': { status: 200, shows: '{"status":"ok"}' },
  '/api/health/ready': { status: 200, shows: '{"status":"ok"}' },
  '/icon.svg': { status: 200, shows: '<svg' },
  [provider.signInFailed]: { status: 200, shows: 'You’re not signed in' },
  '/_not-found': notFound,
  ...Object.fromEntries(nowhere.map((path) => [path, notFound])),
  // Next's own page for an error that no other page can show; it has an address, too.
  '/_global-error': { status: 500, shows: 'This page couldn’t load' },
  ...ofProvider,
}

/** The routes by what they answer without a session: those of one kind show the same page. */
const kinds = [...new Set(routes.map(kindOf))].map((kind) =>
  routes.filter((route) => kindOf(route) === kind),
)

function kindOf(route: string): string {
  return JSON.stringify(signedOut[route])
}

/** One route of each kind; with each turn the next one of its kind. */
export const routesInTurn = (turn: number): readonly string[] =>
  kinds.map((kind) => kind[turn % kind.length] ?? '')

/** Expects what this route answers without a session, and nothing about `email`. */
export function expectSignedOut(route: string, answer: Answer, email: string): void {
  const expected = signedOut[route]
  if (!expected) throw new Error(`The suite does not know what ${route} answers when signed out`)
  expectAnswer(route, answer, expected)
  expect(answer.body, route).not.toContain(email)
}

/** Expects this answer, and no session with it. */
export function expectAnswer(what: string, answer: Answer, expected: ExpectedAnswer): void {
  const location = absolute(expected.location)
  expect(answer.status, what).toBe(expected.status)
  expect(absolute(answer.location).slice(0, location.length || undefined), what).toBe(location)
  expect(answer.body, what).toContain(expected.shows ?? '')
  expect(givenSession(answer), what).toEqual([])
}

/** The absolute address: an answer need not name the app's own host. */
const absolute = (location = '') => location && new URL(location, stage.appUrl).href
