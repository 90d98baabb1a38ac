import { createSecretKey } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { Caller } from './caller.ts'

/** Makes the function that signs what PostgREST believes. Like InsForge, it re-mints: only sub, email
 * and role of a user's token go on, for five minutes; anon and project_admin have no sub at all. */
export function internalTokens(secret: string): (caller: Caller) => string {
  const key = createSecretKey(Buffer.from(secret))
  const fixed = (role: string) => jwt.sign({ role }, key, { algorithm: 'HS256' })
  const tokens = { anon: fixed('anon'), project_admin: fixed('project_admin') }
  return (caller) => {
    if (caller.role !== 'authenticated') return tokens[caller.role]
    const { sub, email, role } = caller
    return jwt.sign({ sub, email, role }, key, { algorithm: 'HS256', expiresIn: '5m' })
  }
}
