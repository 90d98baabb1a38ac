import { authkitProxy } from '@workos-inc/authkit-nextjs'
import { type NextFetchEvent, type NextRequest, NextResponse } from 'next/server'
import { atAppUrl } from '@/lib/auth'
import { contentSources } from '@/lib/content-sources'
import { envProblems } from '@/lib/env'
import { withSecurityPolicy } from '@/shared/security/with-security-policy'

const workosProxy = authkitProxy()

/** Keeps the WorkOS session fresh, and answers each page with a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest, event: NextFetchEvent) {
  return withSecurityPolicy(request, contentSources(), (annotated) => {
    if (envProblems().length === 0)
      return workosProxy(withReadableSession(atAppUrl(annotated)), event)
    // As long as a variable is missing, every address says which.
    const { headers } = annotated
    return NextResponse.rewrite(new URL('/', request.url), { request: { headers }, status: 503 })
  })
}

/** What a seal looks like; on eight parts that look otherwise WorkOS's SDK throws, which is a 500. */
const SEAL = /^Fe26\.2(\*[^*]*){4}\*\d*(\*[^*]*){2}$/

/** Forgets a session cookie that nobody can have been given. */
function withReadableSession(request: NextRequest): NextRequest {
  const { WORKOS_COOKIE_NAME: name = 'wos-session' } = process.env
  const value = request.cookies.get(name)?.value
  if (value !== undefined && !SEAL.test(value)) request.cookies.delete(name)
  return request
}

// Every route that asks for the user must pass through here: on any other, WorkOS's SDK would
// believe a session header that the visitor sent.
export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
