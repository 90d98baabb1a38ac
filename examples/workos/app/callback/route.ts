import { handleAuth } from '@workos-inc/authkit-nextjs'
import type { NextRequest } from 'next/server'
import { appUrl } from '@/lib/auth'

/** WorkOS sends the user back to here with a code, which becomes a session. */
export function GET(request: NextRequest) {
  const baseURL = appUrl()
  const onError = () => Response.redirect(new URL('/sign-in-error', baseURL))
  return handleAuth({ baseURL, onError })(request)
}
