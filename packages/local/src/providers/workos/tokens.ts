import { createHash, randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import { numericDate } from '../../emulator/clock.ts'
import { signingKey, signJwt } from '../../emulator/signing-keys.ts'
import { accountOf } from './sessions.ts'
import { renderJwtTemplate } from './settings.ts'
import type { Authkit, Session } from './state.ts'
import { workosUser } from './user.ts'

/** A code that the app exchanges for tokens, bound to its PKCE challenge where it sent one. */
export function createCode(
  authkit: Authkit,
  session: Session,
  codeChallenge: string | null,
): string {
  const code = ulid()
  authkit.state.change(({ codes, settings }) => {
    const expiresAt = authkit.now() + settings.codeSeconds * 1000
    codes[code] = { sessionId: session.id, codeChallenge, expiresAt }
  })
  return code
}

/**
 * The session that the code was made for; undefined when the code is unknown, used or expired, or
 * when the verifier is not the challenge's (RFC 7636, section 4.6). Trying a code uses it up. With a
 * verifier for no challenge, or the other way around, that is told instead.
 */
export function takeCode(
  authkit: Authkit,
  code: string,
  verifier: string | undefined,
): Session | 'no challenge' | 'no verifier' | undefined {
  const now = authkit.now()
  const grant = authkit.state.change(({ codes }) => {
    const found = codes[code]
    for (const [name, { expiresAt }] of Object.entries(codes)) {
      if (name === code || expiresAt <= now) delete codes[name]
    }
    return found
  })
  if (!grant || grant.expiresAt <= now) return undefined
  if (grant.codeChallenge === null && verifier !== undefined) return 'no challenge'
  if (grant.codeChallenge !== null) {
    if (verifier === undefined) return 'no verifier'
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    if (grant.codeChallenge !== challenge) return undefined
  }
  const session = authkit.state.data.sessions[grant.sessionId]
  return session?.ended ? undefined : session
}

/** Tokens for a session, and whose they are. */
export interface Tokens {
  readonly session: Session
  readonly accessToken: string
  readonly refreshToken: string
}

/** How long a used refresh token is kept, in milliseconds; longer than any grace a test sets. */
const keepUsedFor = 3_600_000

/** The first tokens of a session. */
export async function firstTokens(authkit: Authkit, session: Session): Promise<Tokens> {
  const accessToken = await signAccessToken(authkit, session)
  const refreshToken = createRefreshToken()
  authkit.state.change(({ refreshTokens }) => {
    refreshTokens[refreshToken] = { sessionId: session.id, exchanged: null }
  })
  return { session, accessToken, refreshToken }
}

/**
 * Exchanges a refresh token for its successor. Used again within the replay grace it answers the
 * same successor, so that requests that run side by side all stay signed in
 * (workos.com/docs/authkit/session-resilience). A string is the reason for refusing.
 */
export async function nextTokens(authkit: Authkit, token: string): Promise<Tokens | string> {
  const { refreshTokens, sessions } = authkit.state.data
  const session = sessions[refreshTokens[token]?.sessionId ?? '']
  if (!session) return 'Invalid refresh token.'
  // Signed before it is known to be wanted: nothing may wait between looking and exchanging.
  const accessToken = await signAccessToken(authkit, session)

  return authkit.state.change(({ refreshTokens, settings }) => {
    const known = refreshTokens[token]
    if (!known) return 'Invalid refresh token.'
    if (session.ended === 'expired') return 'Session has expired.'
    if (session.ended) return 'Session has already ended.'
    const now = authkit.now()
    if (known.exchanged) {
      const { at, ...successor } = known.exchanged
      const isReplay = now - at < settings.replayGraceSeconds * 1000
      return isReplay ? { session, ...successor } : 'Refresh token already exchanged.'
    }
    const refreshToken = createRefreshToken()
    known.exchanged = { at: now, accessToken, refreshToken }
    refreshTokens[refreshToken] = { sessionId: session.id, exchanged: null }
    for (const [name, { exchanged }] of Object.entries(refreshTokens)) {
      if (exchanged && exchanged.at < now - keepUsedFor) delete refreshTokens[name]
    }
    return { session, accessToken, refreshToken }
  })
}

const createRefreshToken = () => randomBytes(24).toString('base64url')

async function signAccessToken(authkit: Authkit, session: Session): Promise<string> {
  const { settings } = authkit.state.data
  const user = workosUser(accountOf(authkit, session))
  const iat = numericDate(authkit.now())
  return signJwt(signingKey(authkit), {
    sid: session.id,
    client_id: authkit.clientId,
    auth_time: numericDate(session.authenticatedAt),
    ...(settings.jwtTemplate !== null && renderJwtTemplate(settings.jwtTemplate, user)),
    iss: authkit.issuer,
    sub: user.id,
    jti: ulid(),
    iat,
    exp: iat + settings.accessTokenSeconds,
  })
}
