import type { Page } from '@playwright/test'
import { providerSession } from '../src/providers/index.ts'
import { expect, signIn, stage } from './test.ts'

/** How the provider's SDK keeps a session. */
export const session = providerSession(stage)

/** The value of the session cookie in this browser; empty when there is none. */
export async function sessionCookie(page: Page): Promise<string> {
  const cookies = await page.context().cookies(stage.appUrl)
  return cookies.find(({ name }) => name === session.cookie)?.value ?? ''
}

/** Signs somebody new in and gives their address and a good session cookie. */
export async function goodSession(page: Page): Promise<{ email: string; good: string }> {
  const { email } = await signIn(page)
  const good = await sessionCookie(page)
  expect(good).not.toBe('')
  return { email, good }
}

/** The request header that carries this session. */
export const cookieHeader = (value: string) => `${session.cookie}=${value}`

/** Makes the browser forget the app's cookies; those of the provider stay. */
export async function forgetApp(page: Page): Promise<void> {
  await page.context().clearCookies({ domain: new URL(stage.appUrl).hostname })
}
