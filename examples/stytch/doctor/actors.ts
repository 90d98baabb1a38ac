import { createSecretKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { env } from '@/auth/env'
import { signInsForgeToken } from '@/lib/insforge-token'
import type { Actors, Finding } from './finding'

/** Made-up users. What a run that was ended left of theirs the next one removes. */
const IDS = ['doctor|1', 'doctor|2'] as const

/** Signs for a user, or for two made-up ones: this app signs its tokens itself. */
export async function findActors(user?: string): Promise<Actors | Finding> {
  const { INSFORGE_JWT_SECRET: secret } = env()
  const ids = user === undefined ? IDS : [user]
  const users = ids.map((id) => ({ id, token: signInsForgeToken({ id }, secret) }))
  const options = { algorithm: 'HS256', expiresIn: 60, subject: IDS[0] } as const
  const anon = jwt.sign({ role: 'anon' }, createSecretKey(Buffer.from(secret)), options)
  return { users: users as Actors['users'], anon }
}
