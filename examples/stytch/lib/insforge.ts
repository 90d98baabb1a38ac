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
  return insforge.createInsForgeClient(env().NEXT_PUBLIC_INSFORGE_URL, await createInsForgeToken())
}

/** The token that such a client carries. It must not reach a browser. Throws as above. */
export async function createInsForgeToken(): Promise<string> {
  const user = await getUser()
  if (!user) throw new AppError('unauthenticated')
  return signInsForgeToken({ userId: user.id, email: user.email }, env().INSFORGE_JWT_SECRET)
}
