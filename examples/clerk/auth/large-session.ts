import 'server-only'
import { type NextMiddleware, type NextRequest, NextResponse } from 'next/server'
import { logCause } from '@/lib/log'
import { env } from './env'

/** Characters of a cookie's name and value. A browser drops a larger one without a word. */
const MAX_LENGTH = 4_096

/**
 * Leads to a page that tells why, if an answer of Clerk's SDK sets a session that is too large for a
 * cookie: the SDK would have Clerk asked for it again and again. Otherwise returns undefined.
 */
export function refuseLargeSession(
  answer: Awaited<ReturnType<NextMiddleware>>,
): NextResponse | undefined {
  const cookies = answer?.headers.getSetCookie() ?? []
  const length = Math.max(0, ...cookies.map((cookie) => cookie.replace(/;.*/, '').length))
  if (length <= MAX_LENGTH) return undefined
  logCause('The session token is too large for a cookie. Put less into it in Clerk.', { length })
  const refusal = NextResponse.redirect(new URL('/sign-in-error?cause=too-large', env().APP_URL))
  for (const cookie of cookies) refusal.headers.append('Set-Cookie', signedOut(cookie))
  return refusal
}

/** The same cookie of a browser without a session. Of one with half of it Clerk would be asked. */
const signedOut = (cookie: string) =>
  cookie
    .replace(/^(__client_uat[^=]*)=[^;]*/, '$1=0')
    .replace(/^(__session[^=]*)=[^;]*(.*)/, '$1=$2; Max-Age=0')

/**
 * Answers a request of Next's own client from a browser that has dropped such a cookie: Clerk can't be
 * asked on its way, and without a session it would go from page to sign-in to page. For an answer that
 * isn't a page it has the browser ask. Otherwise returns undefined.
 */
export function askForPage({ method, headers, cookies }: NextRequest): NextResponse | undefined {
  const all = cookies.getAll()
  const isSignedIn = all.some(({ name, value }) => /^__client_uat/.test(name) && value !== '0')
  const hasSession = all.some(({ name, value }) => /^__session/.test(name) && value !== '')
  const isScript = method === 'GET' && headers.get('sec-fetch-dest') === 'empty'
  if (!isScript || !isSignedIn || hasSession) return undefined
  return new NextResponse('The session is incomplete', { status: 401 })
}
