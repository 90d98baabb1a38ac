import { type NextRequest, NextResponse } from 'next/server'
import { apiUrl, env } from '@/auth/env'
import { type FoundSession, findSession, SESSION, SESSION_JWT } from '@/auth/stytch-session'
import { handleRequest } from '@/lib/proxy'
import { AppError } from '@/lib/result'
import type { ContentSources } from '@/lib/security-policy'

/** Keeps the session's JWT fresh, and gives each page a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest) {
  const address = process.env.APP_URL
  const app = { address, signInPaths: ['/login'], sources: contentSources(request) }
  return handleRequest(request, app, withFreshJwt)
}

/** What Stytch needs: its API and, on the page with its form, the styles that this adds. */
function contentSources({ nextUrl }: NextRequest): ContentSources {
  const api = apiUrl()
  return {
    'connect-src': URL.canParse(api) ? [new URL(api).origin] : [],
    'style-src-elem': nextUrl.pathname === '/login' ? ["'unsafe-inline'"] : [],
  }
}

/** Passes the request on with a JWT that is fresh enough to prove the session, or without a session. */
async function withFreshJwt(request: NextRequest): Promise<NextResponse> {
  const { cookies, headers } = request
  const found = await find(cookies.get(SESSION)?.value, cookies.get(SESSION_JWT)?.value)
  // Stytch has just said so. The page need not ask again.
  if (found === null) cookies.delete(SESSION)
  if (!found?.renewedJwt) return NextResponse.next({ request: { headers } })
  const answer = NextResponse.next({ request: { headers } })
  // For the browser, and by Next for the page of this request. The attributes are those of Stytch's
  // SDK, which has to read the cookie.
  answer.cookies.set(SESSION_JWT, found.renewedJwt, {
    path: '/',
    sameSite: 'lax',
    secure: env().APP_URL.startsWith('https:'),
    expires: new Date(found.session.expires_at ?? Date.now()),
  })
  return answer
}

/** As `findSession`, but undefined if it can't tell: the page reports that better. */
async function find(token?: string, jwt?: string): Promise<FoundSession | null | undefined> {
  try {
    return await findSession(token, jwt)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

export const config = {
  matcher: ['/((?!_next/static/).*)'],
}
