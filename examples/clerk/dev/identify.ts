import { type Answer, sqlState, toFailure } from '@/lib/answer'
import type { InsForgeClient } from '@/lib/insforge-client'
import { failure, type Result, success } from '@/lib/result'
import { z } from '@/lib/validation'

/** What a token says, what Postgres makes of it, and proof that it keeps users apart. */
export interface Identity {
  /** The `sub` that reached SQL: what the policies compare `user_id` with. */
  sub: string | null
  role: string
  /** Seconds from the token's signing to its end. */
  lifetime: number
  /** Rows of the table that this user can see. */
  rows: number
  proofs: Proof[]
}

/** One attempt to reach another user's rows, and what came of it. */
export interface Proof {
  attempt: string
  /** What Postgres answered, in short. */
  answer: string
  isSafe: boolean
}

const claimsSchema = z.object({ role: z.string(), iat: z.number(), exp: z.number() })

/**
 * Asks InsForge which user it takes the bearer of this token for. Then tries to read other users'
 * rows of a table, and to write one with another `user_id`. It changes and deletes nothing: if a
 * policy were missing, that would be for real. For development only.
 */
export async function identify(
  table: string,
  row: Record<string, unknown>,
  client: InsForgeClient,
  token: string,
): Promise<Result<Identity>> {
  if (process.env.NODE_ENV !== 'development') return failure('forbidden')
  const rows = () => client.database.from(table)
  const [caller, seen] = await Promise.all([
    client.database.rpc('requesting_user_id'),
    rows().select('user_id', { count: 'exact', head: true }),
  ])
  if (caller.error) return toFailure(caller)
  if (seen.error) return toFailure(seen)
  const sub = z.string().nullable().parse(caller.data)
  const { role, iat, exp } = readClaims(token)
  const proofs = [
    findsNothing(await rows().select('user_id').neq('user_id', sub)),
    isRefused(await rows().insert({ ...row, user_id: 'another-user' })),
  ]
  return success({ sub, role, lifetime: exp - iat, rows: seen.count ?? 0, proofs })
}

function findsNothing(answer: Answer): Proof {
  const found = Array.isArray(answer.data) ? answer.data.length : 0
  const text = answer.error ? refusal(answer) : `${answer.status}, ${found} rows`
  return { attempt: 'Read other users’ rows', answer: text, isSafe: found === 0 }
}

function isRefused(answer: Answer): Proof {
  const isSafe = Boolean(answer.error)
  const text = isSafe ? refusal(answer) : `${answer.status}, stored`
  return { attempt: 'Write a row as another user', answer: text, isSafe }
}

function refusal(answer: Answer): string {
  const code = sqlState(answer)
  return `${answer.status} ${code}${code === '42501' ? ': refused by a policy' : ''}`
}

/** The claims of a token that is known to be good. Nothing is verified here. */
function readClaims(token: string): z.infer<typeof claimsSchema> {
  const [, payload = ''] = token.split('.')
  const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
  return claimsSchema.parse(JSON.parse(json))
}
