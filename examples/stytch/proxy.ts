import { type NextRequest, NextResponse } from 'next/server'
import { contentSources } from '@/lib/content-sources'
import { envProblems } from '@/lib/env'
import { type FoundSession, findSession, SESSION, SESSION_JWT } from '@/lib/session'
import { notReady } from '@/shared/env/not-ready'
import { AppError } from '@/shared/result'
import { withSecurityPolicy } from '@/shared/security/with-security-policy'

/** Keeps the session's JWT fresh, and answers each page with a Content-Security-Policy of its own. */
export default function proxy(request: NextRequest) {
  return withSecurityPolicy(request, contentSources(), (annotated) => {
    if (envProblems().length > 0) return notReady(annotated)
    return withFreshJwt(annotated)
  })
}

/** Hands the request on with a JWT that is fresh enough to prove the session, or without a session. */
async function withFreshJwt(request: NextRequest): Promise<NextResponse> {
  const { cookies, headers } = request
  const found = await find(cookies.get(SESSION)?.value, cookies.get(SESSION_JWT)?.value)
  // Stytch has just said so: whatever asks for the user need not ask again.
  if (found === null) cookies.delete(SESSION)
  if (!found?.renewedJwt) return NextResponse.next({ request: { headers } })
  const answer = NextResponse.next({ request: { headers } })
  // For the browser, and by Next for whatever answers this request. As Stytch's SDK sets it, which
  // has to read it: Secure but on this machine.
  answer.cookies.set(SESSION_JWT, found.renewedJwt, {
    path: '/',
    sameSite: 'lax',
    secure: !isThisMachine(headers),
    expires: new Date(found.session.expires_at ?? Date.now()),
  })
  return answer
}

/** Whether people reach the app on their own machine. The host in Next's own address is the server's. */
function isThisMachine(headers: Headers): boolean {
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? ''
  return /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host)
}

/** As `findSession`; undefined where it cannot tell, which the page says better. */
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
