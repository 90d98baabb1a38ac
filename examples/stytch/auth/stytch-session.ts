import 'server-only'
import { ClientError, type Session, StytchError } from 'stytch'
import { logCause } from '@/lib/log'
import { AppError } from '@/lib/result'
import { apiUrl } from './env'
import { stytch } from './stytch'

/** The cookies in which Stytch's SDK keeps a session. Scripts can read them. */
export const SESSION = 'stytch_session'
export const SESSION_JWT = 'stytch_session_jwt'

/** Seconds that a revoked session goes on here: a JWT that isn't older is trusted by itself. */
const REVOCATION_SECONDS = 60

/** Milliseconds to wait for Stytch. Its SDK would keep a page waiting for minutes. */
const TIMEOUT = 4_000

/** Milliseconds to verify a JWT, whose keys may have to be fetched first. */
const KEYS_TIMEOUT = 500

/** A verified session, and a newer JWT for it if Stytch was asked. */
export interface FoundSession {
  session: Session
  renewedJwt?: string
}

/**
 * Returns the session in these cookies, or null. A fresh JWT proves it; otherwise Stytch is asked,
 * which knows whether it was revoked.
 *
 * @throws AppError `misconfigured` if Stytch doesn't accept the secret, `unavailable` if it doesn't
 *   answer in time and the JWT has expired, or can't be checked without it.
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
    // Stytch signs machines' tokens with the same keys. They have no session, and its SDK throws.
    if (error instanceof TypeError) return null
    throw error
  }
}

/** @param proof What the JWT alone proves, at any age. Trusted only if Stytch can't be asked. */
async function ask(token: string, proof: FoundSession | null): Promise<FoundSession | null> {
  try {
    const request = stytch().sessions.authenticate({ session_token: token })
    const { session, session_jwt } = await inTime(request, TIMEOUT)
    // A proxy in between may answer in Stytch's place.
    if (!session?.user_id) throw new Error('not a session')
    return { session, renewedJwt: session_jwt }
  } catch (error) {
    const status = error instanceof StytchError ? error.status_code : undefined
    if (status === 400 || status === 404) return null
    logCause('Stytch refused or did not answer.', { host: apiUrl(), status, cause: causeOf(error) })
    if (status === 401) throw new AppError('misconfigured')
    // Stytch can't be asked. What it signed is trusted until it expires, within five minutes.
    if (proof) return proof
    throw new AppError('unavailable', "Couldn't reach Stytch. Try again in a moment.")
  }
}

/** A cause for the log. The SDK's own messages quote the answer, which can hold tokens. */
function causeOf(error: unknown): string {
  if (error instanceof StytchError) return error.error_type
  return error instanceof TooLate ? 'no answer in time' : 'unreachable, or an unreadable answer'
}

class TooLate extends Error {}

/** Rejects if the promise doesn't settle within `milliseconds`. */
async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), milliseconds)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
