import { createSecretKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { env } from '@/auth/env'
import { signInsForgeToken } from '@/lib/insforge-token'
import type { Actor, Actors, Finding } from './finding'

/** Made-up users. What a run that was ended left of theirs the next one removes. */
const IDS = ['doctor|1', 'doctor|2'] as const

/** Signs for made-up users: this app signs its tokens itself. */
export async function findActors(_user?: string): Promise<Actors | Finding> {
  const { INSFORGE_JWT_SECRET: secret } = env()
  const [first, second] = IDS.map((id) => ({ id, token: signInsForgeToken({ id }, secret) }))
  const options = { algorithm: 'HS256', expiresIn: 60, subject: IDS[0] } as const
  const anon = jwt.sign({ role: 'anon' }, createSecretKey(Buffer.from(secret)), options)
  return { users: [first as Actor, second as Actor], anon }
}
