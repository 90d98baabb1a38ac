import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExpectedAnswer } from '../src/providers/provider.ts'
import type { Answer } from './ask.ts'
import { givenSession } from './session.ts'
import { expect, provider, stage } from './test.ts'

/** Addresses of no route, among them such as a proxy's matcher may let pass. */
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

/** Every route of the build, by Next's own manifest, and addresses of none. */
export const routes: readonly string[] = [...manifest, ...nowhere]

const notFound: ExpectedAnswer = { status: 404, shows: 'There is no such page' }

const signedOut: Readonly<Record<string, ExpectedAnswer>> = {
  '/': { status: 307, location: provider.signInPath('/') },
  [provider.signInFailed]: { status: 200, shows: 'You are not signed in' },
  '/_not-found': notFound,
  ...Object.fromEntries(nowhere.map((path) => [path, notFound])),
  // Next's own page for an error that no other page can show; whoever asks for it by name gets it.
  '/_global-error': { status: 500, shows: 'This page couldn’t load' },
  ...provider.routes(stage),
}

/** Expects what this route answers to somebody who is signed out, and nothing about `email`. */
export function expectSignedOut(route: string, answer: Answer, email: string): void {
  const expected = signedOut[route]
  if (!expected) throw new Error(`The suite does not know what ${route} answers when signed out`)
  expectAnswer(route, answer, expected)
  expect(answer.body, route).not.toContain(email)
}

/** Expects this answer, and no session with it. */
export function expectAnswer(what: string, answer: Answer, expected: ExpectedAnswer): void {
  const { status, location = '', shows = '' } = expected
  expect(answer.status, what).toBe(status)
  expect(answer.location.slice(0, location.length || undefined), what).toBe(location)
  expect(answer.body, what).toContain(shows)
  expect(givenSession(answer), what).toEqual([])
}
