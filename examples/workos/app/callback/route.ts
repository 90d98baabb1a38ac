import { handleAuth } from '@workos-inc/authkit-nextjs'
import { type NextRequest, NextResponse } from 'next/server'
import { appUrl, atAppUrl } from '@/auth/session'

/** WorkOS sends the user back to here with a code, which becomes a session. */
export function GET(request: NextRequest) {
  const baseURL = appUrl()
  // Not Response.redirect(): WorkOS's SDK sets headers of the answer, and that one's are read-only.
  const onError = () => NextResponse.redirect(new URL('/sign-in-error', baseURL))
  return handleAuth({ baseURL, onError })(atAppUrl(request))
}
