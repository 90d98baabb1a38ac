import type { BrowserContext, Page } from '@playwright/test'
import { type SessionCookies, withoutPrefetches } from '../src/driver.ts'
import { fetchAlone } from '../src/fetch.ts'
import { clearFaults, setSettings } from './services.ts'
import { enter, expect, session, signIn, stage } from './test.ts'

/** The cookies that are the session in this browser; none without a session. */
export const sessionCookies = async (page: Page): Promise<SessionCookies> =>
  cookiesIn(page.context())

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

/** What the app answered, without following where it leads. */
export interface Answer {
  status: number
  /** For a browser, or, where a Server Action was called, for Next's own client. */
  location: string
  cookies: string[]
  body: string
}

/** How the app is asked: with a session or without. */
type Asked = Omit<RequestInit, 'headers'> & {
  headers?: Readonly<Record<string, string>>
  session?: SessionCookies | undefined
}

/** Asks the app by hand, without a browser; at another address than the app's, another app. */
export async function ask(path: string, { session: good, ...init }: Asked = {}): Promise<Answer> {
  const response = await fetchAlone(new URL(path, stage.appUrl), {
    ...init,
    headers: { ...init.headers, ...(good && { cookie: cookieHeader(good) }) },
    redirect: 'manual',
  })
  const { status, headers } = response
  const [actionRedirect = ''] = headers.get('x-action-redirect')?.split(';') ?? []
  const location = headers.get('location') ?? actionRedirect
  return { status, location, cookies: headers.getSetCookie(), body: await response.text() }
}

/** Asks for what Next's own client gets in place of a page. Without `_rsc` it would be sent on. */
export const askPayload = (path: string, cookies: SessionCookies) =>
  ask(`${path}?_rsc`, { session: cookies, headers: { rsc: '1' } })

/** Expects that the list knows the user of this session. */
export async function expectSignedIn(cookies: SessionCookies, email: string): Promise<void> {
  const answer = await ask('/todos', { session: cookies })
  expect(answer.status).toBe(200)
  expect(answer.body).toContain(email)
}

/** The cookies of a session that an answer gives, as `Set-Cookie` has them; not those it takes away. */
export const givenSession = ({ cookies }: Answer) =>
  cookies.filter((cookie) => session.isPart(cookie.split('=')[0] ?? '') && !isTakenAway(cookie))

/** What a browser keeps of `Set-Cookie` lines. */
export const cookiesOf = (lines: readonly string[]): SessionCookies =>
  Object.fromEntries(lines.map((line) => [/^[^=]*/.exec(line)?.[0], /=([^;]*)/.exec(line)?.[1]]))

const isTakenAway = (cookie: string) => /Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(cookie)

/** Expects the page on which a sign-in ends that was not accepted, and no session. */
export async function expectNotSignedIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'You’re not signed in' })).toBeVisible()
  expect(await sessionCookies(page)).toEqual({})
}

/** Makes the browser forget the app's cookies; those of the provider stay. */
export const forgetApp = (page: Page) =>
  page.context().clearCookies({ domain: new URL(stage.appUrl).hostname })

/** How long the access tokens last that are given from now on; 0 for such as have expired already. */
const setTokenLifetime = (accessTokenSeconds: number) => setSettings({ accessTokenSeconds })
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
