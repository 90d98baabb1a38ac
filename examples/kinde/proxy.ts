import { withAuth } from '@kinde-oss/kinde-auth-nextjs/middleware'
import { NextRequest, NextResponse } from 'next/server'
import { isRecent } from '@/auth/session'
import { handleRequest } from '@/lib/proxy'
import type { ContentSources } from '@/lib/security-policy'

/** Keeps Kinde's session fresh, and gives each page a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest) {
  // The SDK, which reads the cookies of this request, then asks Kinde for another one.
  if (!isRecent(accessToken(request))) request.cookies.delete('access_token')
  const app = { address: process.env.KINDE_SITE_URL, signInPaths, sources: contentSources }
  return handleRequest(request, app, withFreshTokens)
}

const signInPaths = ['/api/auth/login', '/api/auth/register']

/** Kinde needs nothing: its pages are opened by links, and no script in the browser talks to it. */
const contentSources: ContentSources = {}

/** What the access token says. It isn't verified here: the SDK does that wherever it is used. */
function accessToken({ cookies }: NextRequest): { iat?: number } {
  const parts = cookies.getAll().filter(({ name }) => /^access_token\d*$/.test(name))
  const token = parts.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ value }) => value)
  try {
    const [, payload = ''] = token.join('').split('.')
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) ?? {}
  } catch {
    return {}
  }
}

/** Passes the request on, with new tokens in place of those that are about to expire. */
async function withFreshTokens(request: NextRequest): Promise<NextResponse> {
  const { headers, cookies, nextUrl } = request
  // Without a refresh token the SDK would still ask Kinde, for every visitor. And a sign-in or a
  // sign-out needs no new tokens.
  const isRefreshable = cookies.has('refresh_token') && !nextUrl.pathname.startsWith('/api/auth/')
  const fresh = isRefreshable ? await refresh(request) : []
  for (const { name, value } of fresh) cookies.set(name, value)
  const answer = NextResponse.next({ request: { headers } })
  for (const cookie of fresh) answer.cookies.set(cookie)
  return answer
}

/**
 * The cookies of a session that the SDK refreshed. It is asked about one public path, whatever was
 * requested: pages and actions do better than the SDK's redirect or 401 if there is no user.
 */
async function refresh({ headers, url }: NextRequest) {
  const request = new NextRequest(new URL('/', url), { headers })
  // Its type says that this could be a function, which it is only without a request.
  const answer = (await withAuth(request, { publicPaths: ['/'] })) as NextResponse
  return answer.cookies.getAll()
}

// Every route passes through here: pages can't set cookies, and each page gets its policy.
export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
