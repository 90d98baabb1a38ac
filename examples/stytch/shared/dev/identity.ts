import { z } from 'zod'
import type { InsForgeClient } from '../insforge/client'
import { toFailure } from '../insforge/errors'
import { type Result, success } from '../result'

/** What a token says, and what Postgres makes of it. */
export interface Identity {
  /** The `sub` that reached SQL: what the policies compare `user_id` with. */
  sub: string | null
  role: string
  /** Seconds from the token's signing to its end. */
  lifetime: number
  /** Rows of `todos` that this user can see. */
  rows: number
}

const claimsSchema = z.object({ role: z.string(), iat: z.number(), exp: z.number() })

/** Asks InsForge who it takes the bearer of this token for. */
export async function identify(client: InsForgeClient, token: string): Promise<Result<Identity>> {
  const [sub, rows] = await Promise.all([
    client.database.rpc('requesting_user_id'),
    client.database.from('todos').select('id', { count: 'exact', head: true }),
  ])
  if (sub.error) return toFailure(sub)
  if (rows.error) return toFailure(rows)
  const { role, iat, exp } = readClaims(token)
  return success({
    sub: z.string().nullable().parse(sub.data),
    role,
    lifetime: exp - iat,
    rows: rows.count ?? 0,
  })
}

/** The claims of a token that is known to be good; nothing is verified here. */
function readClaims(token: string): z.infer<typeof claimsSchema> {
  const [, payload = ''] = token.split('.')
  const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
  return claimsSchema.parse(JSON.parse(json))
}
