import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import type { Authkit } from './authkit.ts'
import type { Grant, Session } from './state.ts'

/** A code that the app exchanges for tokens, bound to its PKCE challenge. */
export function createCode(authkit: Authkit, session: Session, codeChallenge: string): string {
  const code = ulid()
  authkit.state.change(({ codes, settings }) => {
    const expiresAt = authkit.now() + settings.codeSeconds * 1000
    codes[code] = { sessionId: session.id, codeChallenge, expiresAt }
  })
  return code
}

/**
 * The session that the code stands for; undefined when the code is unknown, used or expired, or
 * when the verifier is not the challenge's (RFC 7636, section 4.6). Trying a code uses it up.
 */
export function takeCode(authkit: Authkit, code: string, verifier: string): Session | undefined {
  const grant = remove(authkit, code)
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  if (!grant || grant.expiresAt <= authkit.now() || grant.codeChallenge !== challenge) {
    return undefined
  }
  const session = authkit.state.data.sessions[grant.sessionId]
  return session?.ended ? undefined : session
}

function remove(authkit: Authkit, code: string): Grant | undefined {
  return authkit.state.change(({ codes }) => {
    const grant = codes[code]
    for (const [name, { expiresAt }] of Object.entries(codes)) {
      if (name === code || expiresAt <= authkit.now()) delete codes[name]
    }
    return grant
  })
}
