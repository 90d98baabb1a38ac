import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/auth/env'
import { renewSession } from '@/auth/renewal'
import { forSdk, isUnusedRoute } from '@/auth/requests'
import { auth0 } from '@/lib/auth0'
import { handleRequest } from '@/lib/proxy'
import type { ContentSources } from '@/lib/security-policy'
import { isFromElsewhere, isVisit, signInError } from '@/lib/sign-in'

/** Answers Auth0's routes, renews the session, and gives each page a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest) {
  const address = process.env.APP_BASE_URL
  const app = { address, signInPaths: ['/auth/login'], sources: contentSources }
  return handleRequest(request, app, (annotated) => {
    const refusal = refuse(request)
    if (refusal) return refusal
    const readable = forSdk(annotated)
    if (!isUnusedRoute(request.nextUrl.pathname)) return askSdk(readable)
    // This app has no page there, and its page for that reads the session, too, for its header.
    return NextResponse.next({ request: { headers: readable.headers } })
  })
}

/** Auth0 needs nothing: its pages are opened by links, and no script in the browser talks to it. */
const contentSources: ContentSources = {}

/** These start a sign-in or end a session. */
const SIGN_IN_ROUTES = ['/auth/login', '/auth/callback', '/auth/logout']

/** The answer to what must neither start a sign-in nor end a session, if it would. */
function refuse(request: NextRequest): NextResponse | undefined {
  const { pathname } = request.nextUrl
  if (!SIGN_IN_ROUTES.includes(pathname)) return undefined
  if (!isVisit(request)) return new NextResponse(null, { status: 204 })
  const isElsewhere = pathname === '/auth/logout' && isFromElsewhere(request)
  return isElsewhere ? NextResponse.redirect(new URL('/', env().APP_BASE_URL)) : undefined
}

async function askSdk(request: NextRequest): Promise<NextResponse> {
  const isSignIn = SIGN_IN_ROUTES.includes(request.nextUrl.pathname)
  const renewed = isSignIn ? [] : await renewSession(request)
  const answer = await auth0().middleware(request)
  const { headers } = answer
  for (const cookie of renewed) headers.append('Set-Cookie', cookie)
  // A plain text, because Auth0 can't be reached.
  if (answer.status >= 500) {
    const path = signInError('Auth0 is unreachable, or AUTH0_DOMAIN is not its address')
    return NextResponse.redirect(new URL(path, env().APP_BASE_URL), { headers })
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
