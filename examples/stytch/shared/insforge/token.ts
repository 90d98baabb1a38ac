import 'server-only'
import { createSecretKey } from 'node:crypto'
import jwt from 'jsonwebtoken'

/** Who the token speaks for. */
export interface TokenSubject {
  /** The provider's user id; becomes `sub`, and `user_id` of every row this user owns. */
  userId: string
  /** Only an address that the provider has verified. */
  email?: string | undefined
}

/** Seconds that a token lives. It is signed for one request, so it only has to outlast that. */
export const TOKEN_LIFETIME = 300

/**
 * Signs the token that InsForge accepts as this user: HS256 over the raw secret.
 * `role` is a constant: a role taken from elsewhere could be `project_admin`, which bypasses every
 * policy. There is no `nbf`, because InsForge grants no leeway for clocks that differ.
 *
 * @throws if `userId` is empty or has spaces around it: to Postgres that would be another user.
 */
export function signInsForgeToken({ userId, email }: TokenSubject, secret: string): string {
  if (!userId || userId !== userId.trim()) throw new Error('The user id is empty or has spaces')
  const claims = { role: 'authenticated', ...(email ? { email } : {}) }
  // jsonwebtoken tries to read a string as a PEM first, which takes forty times as long as signing.
  return jwt.sign(claims, createSecretKey(Buffer.from(secret)), {
    algorithm: 'HS256',
    audience: 'insforge-api',
    expiresIn: TOKEN_LIFETIME,
    subject: userId,
  })
}
