import 'server-only'
import { ClientError, type Session, StytchError } from 'stytch'
import { AppError } from '@/shared/result'
import { stytch } from './stytch'

/** The cookies in which Stytch's SDK keeps a session, where scripts can read them. */
export const SESSION = 'stytch_session'
export const SESSION_JWT = 'stytch_session_jwt'

/** Seconds for which a session goes on here after it was revoked: a JWT of that age proves it. */
const REVOCATION_SECONDS = 60

/** Milliseconds until Stytch is given up: a page waits for it, and its SDK would wait for minutes. */
const TIMEOUT = 5_000

/** A session that is good, and a newer JWT for it if Stytch was asked. */
export interface FoundSession {
  session: Session
  renewedJwt?: string
}

/**
 * The session in these cookies, or null. A fresh JWT proves it without a question; otherwise
 * Stytch is asked, which knows whether it was revoked.
 *
 * @throws AppError `misconfigured` when Stytch does not accept the secret, `unavailable` when it
 *   does not answer and the JWT has expired.
 */
export async function findSession(
  token: string | undefined,
  jwt: string | undefined,
): Promise<FoundSession | null> {
  if (!token) return null
  return (await verify(jwt, REVOCATION_SECONDS)) ?? (await ask(token, jwt))
}

async function verify(jwt: string | undefined, maxAge?: number): Promise<FoundSession | null> {
  if (!jwt) return null
  const age = maxAge === undefined ? {} : { max_token_age_seconds: maxAge }
  try {
    return {
      session: await stytch().sessions.authenticateJwtLocal({ session_jwt: jwt, ...age }),
    }
  } catch (error) {
    // A machine's token, which Stytch signs with the same keys, has no session: the SDK trips over it.
    if (error instanceof ClientError || error instanceof TypeError) return null
    throw error
  }
}

async function ask(token: string, jwt: string | undefined): Promise<FoundSession | null> {
  try {
    const request = stytch().sessions.authenticate({ session_token: token })
    const { session, session_jwt } = await inTime(request)
    // Whatever stands between the app and Stytch may answer in its place.
    if (!session?.user_id) throw new Error('This is no answer of Stytch')
    return { session, renewedJwt: session_jwt }
  } catch (error) {
    const status = error instanceof StytchError ? error.status_code : undefined
    if (status === 400 || status === 404) return null
    if (status === 401) throw new AppError('misconfigured')
    // Stytch cannot be asked. What it signed is believed until it expires, which takes five minutes.
    const proof = await verify(jwt)
    if (proof) return proof
    throw new AppError('unavailable', 'Stytch cannot be reached. Try again in a moment.')
  }
}

async function inTime<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Stytch did not answer in time')), TIMEOUT)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
