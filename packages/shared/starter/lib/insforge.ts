import 'server-only'
import { createSecretKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { env } from '@/auth/env'
import { getUser } from '@/auth/session'
import * as insforge from './insforge-client'
import { AppError } from './result'

/** The user that a token is for. `id` becomes `sub`, and `user_id` of every row this user owns. */
export interface TokenSubject {
  id: string
  email?: string | undefined
}

/**
 * Returns an InsForge client that acts as the signed-in user, for this request only. Pass `user`
 * where you already have it.
 *
 * @throws AppError `unauthenticated` if no user is signed in, `misconfigured` without the variables.
 */
export async function createInsForgeClient(user?: TokenSubject): Promise<insforge.InsForgeClient> {
  const { NEXT_PUBLIC_INSFORGE_URL: url, INSFORGE_JWT_SECRET: secret } = env()
  const subject = user ?? (await getUser())
  if (!subject) throw new AppError('unauthenticated')
  return insforge.createInsForgeClient(url, signInsForgeToken(subject, secret))
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
