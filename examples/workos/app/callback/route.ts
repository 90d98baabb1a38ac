import { handleAuth } from '@workos-inc/authkit-nextjs'
import { cookies } from 'next/headers'
import { type NextRequest, NextResponse } from 'next/server'
import { appUrl, atAppUrl, sessionCookie } from '@/auth/session'
import { logCause } from '@/lib/log'
import { isVisit, oauthError, signInError } from '@/lib/sign-in'
import * as z from '@/lib/validation'

/** Characters. Browsers drop a larger cookie without a word, and the user would sign in for ever. */
const MAX_LENGTH = 4_000

/** WorkOS sends the user back to here with a code, which becomes a session. */
export async function GET(request: NextRequest) {
  if (!isVisit(request)) return new Response(null, { status: 204 })
  const baseURL = appUrl()
  // Not Response.redirect(): WorkOS's SDK sets headers of the answer, and that one's are read-only.
  const onError = ({ error }: { error?: unknown }) => {
    const refusal = oauthError(request.nextUrl.searchParams.get('error') ?? '')
    return NextResponse.redirect(new URL(signInError(refusal ?? causeOf(error)), baseURL))
  }
  const answer = await handleAuth({ baseURL, onError })(atAppUrl(request))
  const jar = await cookies()
  const { length } = jar.get(sessionCookie())?.value ?? ''
  if (length <= MAX_LENGTH) return answer
  jar.delete(sessionCookie())
  logCause('The session is too large for a cookie. Put less into the access token.', { length })
  answer.headers.set('Location', `${baseURL}/sign-in-error?cause=too-large`)
  return answer
}

const text = z.string().catch('')

/** What the SDK's errors have in common. Their messages can quote an answer. */
const errorSchema = z
  .object({ code: text, error: text, name: text, status: z.number().or(z.literal('')).catch('') })
  .catch({ code: '', error: '', name: '', status: '' })

function causeOf(error: unknown): string {
  const { code, error: answer, name, status } = errorSchema.parse(error)
  return `${answer || code || name} ${status}`.trim()
}
