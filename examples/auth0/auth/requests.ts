import { NextRequest } from 'next/server'
import { safeReturnTo } from '@/lib/return-to'

/** A name of this app's own: cookies know no port, and other apps on localhost use `__session` too. */
export const SESSION_COOKIE = 'todos_auth0_session'

/** The SDK's routes that this app uses. */
const ROUTES = ['/auth/login', '/auth/callback', '/auth/logout', '/auth/profile']

/**
 * True for a route of the SDK that this app doesn't use. Some of those send emails for anyone who
 * asks, or pass requests on to Auth0's APIs.
 */
export function isUnusedRoute(pathname: string): boolean {
  return /^\/(auth|me|my-org)\//.test(pathname) && !ROUTES.includes(pathname)
}

/** The request as the SDK may see it. */
export function forSdk(request: NextRequest): NextRequest {
  for (const { name, value } of request.cookies.getAll()) {
    if (!isReadable(name, value)) request.cookies.delete(name)
  }
  const { method, headers, nextUrl } = request
  const { pathname, searchParams: asked } = nextUrl
  if (method !== 'GET' || !['/auth/login', '/auth/logout'].includes(pathname)) return request
  const chosen = new URLSearchParams()
  if (pathname === '/auth/login') {
    chosen.set('returnTo', safeReturnTo(asked.get('returnTo'), ['/auth']))
    if (asked.get('screen_hint') === 'signup') chosen.set('screen_hint', 'signup')
  }
  const url = new URL(request.url)
  // The SDK would send the whole query on to Auth0.
  url.search = chosen.toString()
  return new NextRequest(url, { headers })
}

/** How everything begins that the SDK encrypts: `{"enc":"A256GCM","alg":"dir"}`. */
const HEADER = 'eyJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiZGlyIn0.'

/** A session that is too large for one cookie is kept in several, numbered ones. */
const SESSION = new RegExp(`^${SESSION_COOKIE}(?:__(\\d+))?$`)

/** True for a cookie that is the session, or a part of it. */
export const isSessionCookie = ({ name }: { name: string }) => SESSION.test(name)

/**
 * True if the SDK can have set this cookie, or never reads it. On an encrypted text with another
 * header than its own it throws, which is a 500. When it removes the parts of a session it counts up
 * to the highest number that the visitor sent, which takes as long as the visitor likes.
 */
function isReadable(name: string, value: string): boolean {
  const [session, part = '0'] = SESSION.exec(name) ?? []
  // No request is large enough to have ten parts.
  if (session) return part.length === 1 && (part !== '0' || value.startsWith(HEADER))
  if (name.startsWith('__txn_')) return value.replace(/^\d+:/, '').startsWith(HEADER)
  // Sessions of the SDK's version 3, and tokens of connected accounts: this app has neither.
  return !/^(appSession(\.\d+)?|__FC_\d+)$/.test(name)
}
