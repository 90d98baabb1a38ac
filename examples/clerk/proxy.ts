import { clerkMiddleware } from '@clerk/nextjs/server'
import type { NextFetchEvent, NextRequest } from 'next/server'
import { contentSources } from '@/lib/content-sources'
import { envProblems } from '@/lib/env'
import { notReady } from '@/shared/env/not-ready'
import { withSecurityPolicy } from '@/shared/security/with-security-policy'

const clerkProxy = clerkMiddleware(
  () => undefined,
  (request) => ({
    signInUrl: '/sign-in',
    signUpUrl: '/sign-up',
    authorizedParties: ownOrigins(request),
  }),
)

/** Whom session tokens may be for: one that Clerk gave to another site is nobody's here. Clerk's
 * SDK, too, takes the app's host from these headers. */
function ownOrigins({ headers }: NextRequest): string[] {
  const host = headers.get('x-forwarded-host')?.split(',')[0] ?? headers.get('host')
  return [`https://${host}`, `http://${host}`]
}

/** Tells Clerk's session by its cookies, and answers each page with a Content-Security-Policy of
 * its own. */
export default function proxy(request: NextRequest, event: NextFetchEvent) {
  return withSecurityPolicy(request, contentSources(), (annotated) => {
    if (envProblems().length > 0) return notReady(annotated)
    return clerkProxy(annotated, event)
  })
}

// Every route that asks for the user must pass through here.
export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
