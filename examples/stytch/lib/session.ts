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
const TIMEOUT = 4_000

/** Milliseconds until a JWT proves nothing: its keys are here, or have to be fetched first. */
const KEYS_TIMEOUT = 500

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
 *   does not answer in time and the JWT has expired, or cannot be checked without it.
 */
export async function findSession(
  token: string | undefined,
  jwt: string | undefined,
): Promise<FoundSession | null> {
  if (!token) return null
  const fresh = await verify(jwt, REVOCATION_SECONDS)
  return fresh ?? ask(token, await verify(jwt))
}

async function verify(jwt: string | undefined, maxAge?: number): Promise<FoundSession | null> {
  if (!jwt) return null
  const age = maxAge === undefined ? {} : { max_token_age_seconds: maxAge }
  const session = stytch().sessions.authenticateJwtLocal({ session_jwt: jwt, ...age })
  try {
    return { session: await inTime(session, KEYS_TIMEOUT) }
  } catch (error) {
    if (error instanceof TooLate || error instanceof ClientError) return null
    // A machine's token, which Stytch signs with the same keys, has no session: the SDK trips over it.
    if (error instanceof TypeError) return null
    throw error
  }
}

/** @param proof What the JWT alone proves, at any age: believed if Stytch cannot be asked. */
async function ask(token: string, proof: FoundSession | null): Promise<FoundSession | null> {
  try {
    const request = stytch().sessions.authenticate({ session_token: token })
    const { session, session_jwt } = await inTime(request, TIMEOUT)
    // Whatever stands between the app and Stytch may answer in its place.
    if (!session?.user_id) throw new Error('This is no answer of Stytch')
    return { session, renewedJwt: session_jwt }
  } catch (error) {
    const status = error instanceof StytchError ? error.status_code : undefined
    if (status === 400 || status === 404) return null
    if (status === 401) throw new AppError('misconfigured')
    // Stytch cannot be asked. What it signed is believed until it expires, which takes five minutes.
    if (proof) return proof
    throw new AppError('unavailable', 'Stytch cannot be reached. Try again in a moment.')
  }
}

class TooLate extends Error {}

async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), milliseconds)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
