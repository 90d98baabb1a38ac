import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SignedOutAnswer } from '../src/providers/index.ts'
import type { Answer } from './ask.ts'
import { expect, provider, stage } from './test.ts'

/** Every route of the build; what Next's own manifest calls them. */
export const routes: readonly string[] = Object.values(
  JSON.parse(
    readFileSync(join(stage.appDir, '.next/app-path-routes-manifest.json'), 'utf8'),
  ) as Record<string, string>,
)

const signedOut: Readonly<Record<string, SignedOutAnswer>> = {
  '/': { status: 307, location: '/login?returnTo=%2F' },
  '/sign-in-error': { status: 200, shows: 'You are not signed in' },
  '/_not-found': { status: 404, shows: 'There is no such page' },
  // Next's own page for an error that no other page can show; whoever asks for it by name gets it.
  '/_global-error': { status: 500, shows: 'This page couldn’t load' },
  ...provider.routes(stage),
}

/** Expects what this route answers to somebody who is signed out, and nothing about `email`. */
export function expectSignedOut(route: string, answer: Answer, email: string): void {
  const expected = signedOut[route]
  if (!expected) throw new Error(`The suite does not know what ${route} answers when signed out`)
  const { status, location = '', shows = '' } = expected
  expect(answer.status, route).toBe(status)
  expect(answer.location.slice(0, location.length || undefined), route).toBe(location)
  expect(answer.body, route).toContain(shows)
  expect(answer.body, route).not.toContain(email)
  const kept = answer.cookies.filter((cookie) => !/Max-Age=0|Expires=Thu, 01 Jan 1970/.test(cookie))
  expect(
    kept.filter((cookie) => cookie.includes('session')),
    route,
  ).toEqual([])
}
