import { clerkMiddleware } from '@clerk/nextjs/server'
import type { NextFetchEvent, NextRequest } from 'next/server'
import { contentSources } from '@/lib/content-sources'
import { envProblems } from '@/lib/env'
import { notReady } from '@/shared/env/not-ready'
import { withSecurityPolicy } from '@/shared/security/with-security-policy'

const clerkProxy = clerkMiddleware({ signInUrl: '/sign-in', signUpUrl: '/sign-up' })

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
