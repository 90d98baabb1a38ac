import 'server-only'
import * as insforge from '@/shared/insforge/client'
import { signInsForgeToken } from '@/shared/insforge/token'
import { AppError } from '@/shared/result'
import { getUser } from './auth'
import { env } from './env'

/**
 * An InsForge client that acts as the signed-in user, for this request only.
 *
 * @throws AppError `unauthenticated` when nobody is signed in, `misconfigured` without the variables.
 */
export async function createInsForgeClient(): Promise<insforge.InsForgeClient> {
  const user = await getUser()
  if (!user) throw new AppError('unauthenticated')
  const { NEXT_PUBLIC_INSFORGE_URL, INSFORGE_JWT_SECRET } = env()
  const token = signInsForgeToken({ userId: user.id, email: user.email }, INSFORGE_JWT_SECRET)
  return insforge.createInsForgeClient(NEXT_PUBLIC_INSFORGE_URL, token)
}
