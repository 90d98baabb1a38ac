import type { Page } from '@playwright/test'
import { clearFaults, setTokenLifetime } from './emulator.ts'
import { sessionCookies } from './session.ts'
import { signIn } from './test.ts'

const LIFETIME = 300

/** Signs somebody in whose access token has expired; the next ones last. */
export async function signInExpired(page: Page) {
  await setTokenLifetime(0)
  const person = await signIn(page)
  await setTokenLifetime(LIFETIME)
  return { person, expired: await sessionCookies(page) }
}

/** What a test does to the stand-in, it does to all: to be called after each that does something. */
export async function restoreProvider(): Promise<void> {
  await clearFaults()
  await setTokenLifetime(LIFETIME)
}
