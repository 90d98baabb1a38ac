import type { BrowserContext, Page } from '@playwright/test'
import type { SessionCookies } from '../src/providers/provider.ts'
import type { Answer } from './ask.ts'
import { enter, expect, session, stage } from './test.ts'

export { session }

/** The cookies that are the session in the browser of this page; none without a session. */
export const sessionCookies = (page: Page) => cookiesIn(page.context())

async function cookiesIn(context: BrowserContext): Promise<SessionCookies> {
  const cookies = await context.cookies(stage.appUrl)
  const parts = cookies.filter(({ name }) => session.isPart(name))
  return Object.fromEntries(parts.map(({ name, value }) => [name, value]))
}

/** Signs a new user in, without a page, and gives the address and a good session. */
export async function goodSession(context: BrowserContext) {
  const { email } = await enter(context)
  const good = await cookiesIn(context)
  expect(good).not.toEqual({})
  return { email, good }
}

/** The same cookies with garbage in them. */
export const garbage = (good: SessionCookies): SessionCookies =>
  Object.fromEntries(Object.keys(good).map((name) => [name, 'garbage']))

/** The request header that carries this session. */
export const cookieHeader = (cookies: SessionCookies) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')

/** The cookies of a session that an answer gives, as `Set-Cookie` has them; not those it takes away. */
export const givenSession = ({ cookies }: Answer) =>
  cookies.filter((cookie) => session.isPart(cookie.split('=')[0] ?? '') && !isTakenAway(cookie))

/** What a browser keeps of `Set-Cookie` lines. */
export const cookiesOf = (lines: readonly string[]): SessionCookies =>
  Object.fromEntries(lines.map((line) => [/^[^=]*/.exec(line)?.[0], /=([^;]*)/.exec(line)?.[1]]))

const isTakenAway = (cookie: string) => /Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(cookie)

/** Makes the browser forget the app's cookies; those of the provider stay. */
export async function forgetApp(page: Page): Promise<void> {
  await page.context().clearCookies({ domain: new URL(stage.appUrl).hostname })
}
