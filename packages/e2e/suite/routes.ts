import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExpectedAnswer } from '../src/providers/provider.ts'
import type { Answer } from './ask.ts'
import { givenSession } from './session.ts'
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

const manifest = Object.values(
  JSON.parse(
    readFileSync(join(stage.appDir, '.next/app-path-routes-manifest.json'), 'utf8'),
  ) as Record<string, string>,
)

const ofProvider = provider.routes(stage)

/** Every route of the build by Next's own manifest, those of the provider's SDK, and addresses without one. */
export const routes: readonly string[] = [
  ...new Set([...manifest, ...nowhere, ...Object.keys(ofProvider)]),
]

const notFound: ExpectedAnswer = { status: 404, shows: 'Page not found' }

const signedOut: Readonly<Record<string, ExpectedAnswer>> = {
  '/': { status: 200, shows: 'Your data, and only yours' },
  '/todos': { status: 307, location: provider.signInPath('/todos') },
  '/icon.svg': { status: 200, shows: '<svg' },
  [provider.signInFailed]: { status: 200, shows: 'You’re not signed in' },
  '/_not-found': notFound,
  ...Object.fromEntries(nowhere.map((path) => [path, notFound])),
  // Next's own page for an error that no other page can show; it has an address, too.
  '/_global-error': { status: 500, shows: 'This page couldn’t load' },
  ...ofProvider,
}

/** Expects what this route answers without a session, and nothing about `email`. */
export function expectSignedOut(route: string, answer: Answer, email: string): void {
  const expected = signedOut[route]
  if (!expected) throw new Error(`The suite does not know what ${route} answers when signed out`)
  expectAnswer(route, answer, expected)
  expect(answer.body, route).not.toContain(email)
}

/** Expects this answer, and no session with it. */
export function expectAnswer(what: string, answer: Answer, expected: ExpectedAnswer): void {
  const { status, shows = '' } = expected
  const location = absolute(expected.location)
  expect(answer.status, what).toBe(status)
  expect(absolute(answer.location).slice(0, location.length || undefined), what).toBe(location)
  expect(answer.body, what).toContain(shows)
  expect(givenSession(answer), what).toEqual([])
}

/** The absolute address: an answer need not name the app's own host. */
function absolute(location = ''): string {
  return location && new URL(location, stage.appUrl).href
}
