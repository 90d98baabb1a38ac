import { authkitProxy } from '@workos-inc/authkit-nextjs'
import type { NextFetchEvent, NextRequest } from 'next/server'
import { apiUrl } from '@/auth/env'
import { atAppUrl, sessionCookie } from '@/auth/session'
import { handleRequest } from '@/lib/proxy'
import type { ContentSources } from '@/lib/security-policy'

const workosProxy = authkitProxy()

/** Keeps WorkOS's session fresh, and gives each page a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest, event: NextFetchEvent) {
  const address = process.env.NEXT_PUBLIC_WORKOS_REDIRECT_URI
  const app = { address, signInPaths: ['/login'], sources: contentSources() }
  return handleRequest(request, app, (annotated) =>
    workosProxy(withReadableSession(atAppUrl(annotated)), event),
  )
}

/** What WorkOS needs: signing out is a form that ends, redirect after redirect, on WorkOS's sign-in
 * page. If yours has a domain of its own, add it. */
const contentSources = (): ContentSources => ({
  'form-action': [apiUrl(), 'https://*.authkit.app'],
})

/** What a sealed cookie looks like. On eight parts of another kind WorkOS's SDK throws: a 500. */
const SEAL = /^Fe26\.2(\*[^*]*){4}\*\d*(\*[^*]*){2}$/

/** Drops a session cookie that this app can't have set. */
function withReadableSession(request: NextRequest): NextRequest {
  const name = sessionCookie()
  const value = request.cookies.get(name)?.value
  if (value !== undefined && !SEAL.test(value)) request.cookies.delete(name)
  return request
}

// Every route that reads the user must pass through here: on any other, WorkOS's SDK would trust a
// session header that the visitor sent.
export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
