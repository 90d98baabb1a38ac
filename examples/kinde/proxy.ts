import { withAuth } from '@kinde-oss/kinde-auth-nextjs/middleware'
import { NextRequest, NextResponse } from 'next/server'
import { contentSources } from '@/lib/content-sources'
import { envProblems } from '@/lib/env'
import { notReady } from '@/shared/env/not-ready'
import { withSecurityPolicy } from '@/shared/security/with-security-policy'

/** Keeps the Kinde session fresh, and answers each page with a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest) {
  return withSecurityPolicy(request, contentSources(), (annotated) => {
    if (envProblems().length > 0) return notReady(annotated)
    return withFreshTokens(annotated)
  })
}

/** Hands the request on, with new tokens in place of such as are about to expire. */
async function withFreshTokens(request: NextRequest): Promise<NextResponse> {
  const { headers, cookies, nextUrl } = request
  // Without a refresh token the SDK would ask Kinde all the same, for every visitor; and somebody
  // who signs in or out needs no new tokens.
  const isRefreshable = cookies.has('refresh_token') && !nextUrl.pathname.startsWith('/api/auth/')
  const fresh = isRefreshable ? await refresh(request) : []
  for (const { name, value } of fresh) cookies.set(name, value)
  const answer = NextResponse.next({ request: { headers } })
  for (const cookie of fresh) answer.cookies.set(cookie)
  return answer
}

/**
 * The cookies that the SDK gives for a session which it refreshed. It is asked about one public
 * address, whatever was asked for: pages and actions ask for the user themselves, and say better
 * than the SDK's redirect or 401 what to do when there is none.
 */
async function refresh({ headers, url }: NextRequest) {
  const request = new NextRequest(new URL('/', url), { headers })
  // Its type says that this could be a function, which it is only without a request.
  const answer = (await withAuth(request, { publicPaths: ['/'] })) as NextResponse
  return answer.cookies.getAll()
}

export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
