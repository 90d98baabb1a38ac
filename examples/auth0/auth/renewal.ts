import { OAuth2Error, SdkError } from '@auth0/nextjs-auth0/errors'
import { type NextRequest, NextResponse } from 'next/server'
import { auth0, causeOf } from '@/lib/auth0'
import { logCause } from '@/lib/log'
import { isSessionCookie } from './requests'

const MINUTE = 60_000

/**
 * True if Auth0 has vouched for the user in the last ten minutes. It can block or delete a user, or
 * end a session, so an older session counts for nothing until Auth0 is asked again.
 */
export const isTrusted = (confirmedAt: unknown) => Date.now() - Number(confirmedAt) < 10 * MINUTE

/**
 * Auth0's answers of the last minute, by the refresh token that each was asked for with. It takes one
 * only once, so they serve all requests of a browser that doesn't have the next one yet.
 */
const answers = new Map<string, Promise<NextResponse>>()

/**
 * Asks Auth0 for the session's next tokens if it counts for nothing any more. Changes the request: it
 * has the renewed session then, or none.
 *
 * @returns the `Set-Cookie` lines for the browser. As `cookies` of an answer they would make Next render
 *   the page anew after an action.
 */
export async function renewSession(request: NextRequest): Promise<string[]> {
  const session = await auth0().getSession(request)
  if (!session || isTrusted(session.confirmedAt)) return []
  const token = session.tokenSet.refreshToken
  const { cookies, headers } = token ? await askOnce(token, request) : NextResponse.next()
  for (const { name } of sessionCookies(request)) request.cookies.delete(name)
  for (const { name, value } of cookies.getAll()) if (value) request.cookies.set(name, value)
  return headers.getSetCookie()
}

function askOnce(token: string, request: NextRequest) {
  const known = answers.get(token)
  if (known) return known
  const asked = askAuth0(request)
  asked.catch(() => answers.delete(token))
  answers.set(token, asked)
  setTimeout(() => answers.delete(token), MINUTE).unref()
  return asked
}

const sessionCookies = ({ cookies }: NextRequest) => cookies.getAll().filter(isSessionCookie)

/** What Auth0 answers when the session has ended, and when the user is blocked. */
const REFUSALS = ['invalid_grant', 'unauthorized']

/** An answer with the cookies of the session as it goes on; with none if Auth0 gave no word. */
async function askAuth0(request: NextRequest): Promise<NextResponse> {
  const answer = NextResponse.next()
  try {
    await auth0().getAccessToken(request, answer, { refresh: true })
  } catch (error) {
    if (!(error instanceof SdkError)) throw error
    logCause('Auth0 did not renew a session.', { error: error.code, cause: causeOf(error) })
    const isRefused = error.cause instanceof OAuth2Error && REFUSALS.includes(error.cause.code)
    const ended = isRefused ? sessionCookies(request) : []
    for (const { name } of ended) answer.cookies.delete(name)
  }
  return answer
}
