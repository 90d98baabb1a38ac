import 'server-only'
import { env } from '@/auth/env'
import { getUser } from '@/auth/session'
import * as insforge from './insforge-client'
import { signInsForgeToken, type TokenSubject } from './insforge-token'
import { AppError } from './result'

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
