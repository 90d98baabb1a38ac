import { authkitProxy } from '@workos-inc/authkit-nextjs'
import { type NextFetchEvent, type NextRequest, NextResponse } from 'next/server'
import { envProblems } from '@/lib/env'

const workosProxy = authkitProxy()

/** Keeps the WorkOS session fresh. As long as a variable is missing, every address says which. */
export default function proxy(request: NextRequest, event: NextFetchEvent) {
  if (envProblems().length > 0) return NextResponse.rewrite(new URL('/', request.url))
  return workosProxy(request, event)
}

// Every route that asks for the user must pass through here: on any other, WorkOS's SDK would
// believe a session header that the visitor sent.
export const config = {
  matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'],
}
