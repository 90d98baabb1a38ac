import { handleAuth } from '@workos-inc/authkit-nextjs'
import { cookies } from 'next/headers'
import { type NextRequest, NextResponse } from 'next/server'
import { appUrl, atAppUrl, sessionCookie } from '@/auth/session'
import { logCause } from '@/lib/log'
import { isVisit } from '@/lib/navigation'

/** Characters. Browsers drop a larger cookie without a word, and the user would sign in for ever. */
const MAX_LENGTH = 4_000

/** WorkOS sends the user back to here with a code, which becomes a session. */
export async function GET(request: NextRequest) {
  if (!isVisit(request)) return new Response(null, { status: 204 })
  const baseURL = appUrl()
  // Not Response.redirect(): WorkOS's SDK sets headers of the answer, and that one's are read-only.
  const onError = () => NextResponse.redirect(new URL('/sign-in-error', baseURL))
  const answer = await handleAuth({ baseURL, onError })(atAppUrl(request))
  const jar = await cookies()
  const { length } = jar.get(sessionCookie())?.value ?? ''
  if (length <= MAX_LENGTH) return answer
  jar.delete(sessionCookie())
  logCause('The session is too large for a cookie. Put less into the access token.', { length })
  answer.headers.set('Location', `${baseURL}/sign-in-error?cause=too-large`)
  return answer
}
