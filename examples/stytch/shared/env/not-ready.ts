import { type NextRequest, NextResponse } from 'next/server'

/**
 * What every address answers as long as a variable is missing: the page that says which, with a 503,
 * so that whatever watches the app sees it. For `proxy.ts`.
 */
export function notReady(request: NextRequest): NextResponse {
  const { headers, url } = request
  return NextResponse.rewrite(new URL('/', url), { request: { headers }, status: 503 })
}
