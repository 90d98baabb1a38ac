import type { Page } from '@playwright/test'
import { withoutPrefetches } from '../src/providers/prefetches.ts'
import { clearFaults, setTokenLifetime } from './emulator.ts'
import { session, sessionCookies } from './session.ts'
import { signIn, stage } from './test.ts'

const LIFETIME = 300

/** Signs a user in whose access token has expired; the next tokens last. */
export async function signInExpired(page: Page) {
  const context = page.context()
  await withoutPrefetches(context)
  // The scripts of the page that is opened would renew the token, with one that lasts or not.
  const renewal = ({ pathname }: URL) => pathname === session.scriptsRenewAt
  await context.route(renewal, (route) => route.abort())
  if (!session.expire) await setTokenLifetime(0)
  const person = await signIn(page)
  await session.expire?.(page, stage)
  const expired = await sessionCookies(page)
  if (!session.expire) await setTokenLifetime(LIFETIME)
  await context.unroute(renewal)
  return { person, expired }
}

/** Undoes what a test did to the emulator, which all tests share: to be called after each that did. */
export async function restoreProvider(): Promise<void> {
  await clearFaults()
  if (!session.expire) await setTokenLifetime(LIFETIME)
}
