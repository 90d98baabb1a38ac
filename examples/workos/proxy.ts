import { authkitProxy } from '@workos-inc/authkit-nextjs'
import { type NextFetchEvent, type NextRequest, NextResponse } from 'next/server'
import { contentSources } from '@/lib/content-sources'
import { envProblems } from '@/lib/env'
import { withSecurityPolicy } from '@/shared/security/with-security-policy'

const workosProxy = authkitProxy()

/** Keeps the WorkOS session fresh, and answers each page with a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest, event: NextFetchEvent) {
  return withSecurityPolicy(request, contentSources(), (annotated) => {
    if (envProblems().length === 0) return workosProxy(annotated, event)
    // As long as a variable is missing, every address says which.
    const { headers } = annotated
    return NextResponse.rewrite(new URL('/', request.url), { request: { headers } })
  })
}

// Every route that asks for the user must pass through here: on any other, WorkOS's SDK would
// believe a session header that the visitor sent.
export const config = {
  matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'],
}
