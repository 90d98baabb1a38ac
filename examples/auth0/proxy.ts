import { type NextRequest, NextResponse } from 'next/server'
import { auth0 } from '@/lib/auth0'
import { forSdk, isUnusedRoute } from '@/lib/auth0-requests'
import { contentSources } from '@/lib/content-sources'
import { env, envProblems } from '@/lib/env'
import { notReady } from '@/shared/env/not-ready'
import { withSecurityPolicy } from '@/shared/security/with-security-policy'

/** Answers Auth0's routes, renews the session, and gives each page a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest) {
  return withSecurityPolicy(request, contentSources(), (annotated) => {
    if (envProblems().length > 0) return notReady(annotated)
    if (!isUnusedRoute(request.nextUrl.pathname)) return askSdk(forSdk(annotated))
    // There is no page for it in this app.
    return NextResponse.next({ request: { headers: annotated.headers } })
  })
}

async function askSdk(request: NextRequest): Promise<NextResponse> {
  const answer = await auth0().middleware(request)
  const { headers } = answer
  // In plain text, because Auth0 cannot be reached.
  if (answer.status >= 500) {
    return NextResponse.redirect(new URL('/sign-in-error', env().APP_BASE_URL), { headers })
  }
  // The SDK lets a request pass without the headers that were added to it.
  return headers.has('x-middleware-next')
    ? NextResponse.next({ headers, request: { headers: request.headers } })
    : answer
}

// Every route passes through here: the session is renewed, and each page gets its policy.
export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
