import 'server-only'
import { createSecretKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Variable } from './env'

/** The secret that InsForge checks tokens with: it gives access to every row. */
export const insforgeJwtSecret: Variable = {
  where: 'npx @insforge/cli@0.2.8 secrets get JWT_SECRET (only what follows the equals sign)',
  check: (secret) => {
    if (secret.startsWith('ik_')) return 'is InsForge’s API key, not its JWT secret'
    if (secret.startsWith('anon_')) return 'is InsForge’s anon key, not its JWT secret'
    if (secret.startsWith('eyJ')) return 'is a token, not the secret that signs tokens'
    return secret.length < 32 ? 'is shorter than 32 characters' : undefined
  },
}

/** The user that a token is for. `id` becomes `sub`, and `user_id` of every row this user owns. */
export interface TokenSubject {
  id: string
  email?: string | undefined
}

/** Seconds that a token lives. It is signed for one request, so it only has to outlast that. */
export const TOKEN_LIFETIME = 300

/**
 * Returns the token that InsForge accepts as this user: HS256 over the raw secret. `role` is a
 * constant: a role from elsewhere could be `project_admin`, which bypasses every policy. There is no
 * `nbf`, because InsForge grants no leeway for clocks that differ.
 *
 * @throws if the id is empty or has spaces around it: to Postgres that would be another user.
 */
export function signInsForgeToken({ id, email }: TokenSubject, secret: string): string {
  if (!id || id !== id.trim()) throw new Error('The user id is empty or has spaces around it')
  const claims = { role: 'authenticated', ...(email ? { email } : {}) }
  // jsonwebtoken tries to read a string as a PEM first, which takes forty times as long as signing.
  return jwt.sign(claims, createSecretKey(Buffer.from(secret)), {
    algorithm: 'HS256',
    audience: 'insforge-api',
    expiresIn: TOKEN_LIFETIME,
    subject: id,
  })
}
