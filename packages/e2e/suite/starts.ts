import type { Page } from '@playwright/test'
import { forgetApp } from './session.ts'
import { provider, stage } from './test.ts'

/** A path that starts a sign-in, and asks to be led to this address afterwards, or to several. */
export const startAt = (start: string, ...returnTo: string[]) =>
  `${start}?${new URLSearchParams(returnTo.map((to) => [provider.returnTo, to]))}`

/** True if users sign in on a page of the provider's, which knows them when they come again. */
export const isHosted = provider.signInPage(stage).startsWith(stage.emulatorUrl)

/**
 * The address that starts a sign-in, as above, of a user who is known and sent on at once: by the
 * provider, with the app's cookies forgotten; where the app has the sign-in page, by the app.
 */
export async function startAgainAt(page: Page, start: string, ...returnTo: string[]) {
  if (isHosted) await forgetApp(page)
  return `${stage.appUrl}${startAt(start, ...returnTo)}`
}

/** Return URLs that lead to another site, however they are written. */
export const outside = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  '/%2e%2e//evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https://evil.example/',
  'HTTPS://evil.example',
  ' //evil.example',
  'javascript:alert(1)',
  'data:text/html,evil',
  'evil.example',
  '%2F%2Fevil.example',
  '/a\\b',
  '/\r\nSet-Cookie: evil=1',
  '/\u0000',
  '/\u0085/evil.example',
  '/\u007f',
  `/${'a'.repeat(10_000)}`,
  `/?${'%F0%9F%98%80'.repeat(500)}`,
  `${stage.appUrl}@evil.example/`,
  `${stage.appUrl}.evil.example/`,
]
