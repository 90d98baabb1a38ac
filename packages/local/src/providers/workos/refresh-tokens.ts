import { randomBytes } from 'node:crypto'
import { signAccessToken } from './access-token.ts'
import type { Authkit } from './authkit.ts'
import type { RefreshToken, Session } from './state.ts'

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
    forgetUsed(refreshTokens, now - keepUsedFor)
    return { session, accessToken, refreshToken }
  })
}

function createRefreshToken(): string {
  return randomBytes(24).toString('base64url')
}

function forgetUsed(refreshTokens: Record<string, RefreshToken>, before: number): void {
  for (const [token, { exchanged }] of Object.entries(refreshTokens)) {
    if (exchanged && exchanged.at < before) delete refreshTokens[token]
  }
}
