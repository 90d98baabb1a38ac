import { type Answer, sqlState, toFailure } from '@/lib/answer'
import type { InsForgeClient } from '@/lib/insforge-client'
import { failure, type Result, success } from '@/lib/result'
import { z } from '@/lib/validation'

/** What a token says and what Postgres makes of it, line by line. */
export type Identity = Record<string, string>

const claimsSchema = z.object({ role: z.string(), iat: z.number(), exp: z.number() })

/**
 * Asks InsForge which user it takes the bearer of this token for. Then tries to read other users'
 * rows of a table, and to write `row` there as another user. It changes and deletes nothing: if a
 * policy were missing, that would be for real. For development only.
 */
export async function identify(
  table: string,
  row: Record<string, unknown>,
  client: InsForgeClient,
  token: string,
): Promise<Result<Identity>> {
  if (process.env.NODE_ENV !== 'development') return failure('forbidden')
  const caller = await client.database.rpc('requesting_user_id')
  if (caller.error) return toFailure(caller)
  const rows = () => client.database.from(table)
  const foreign = await rows().select('user_id').neq('user_id', String(caller.data))
  const forged = await rows().insert({ ...row, user_id: 'another-user' })
  const { role, iat, exp } = readClaims(token)
  return success({
    sub: String(caller.data),
    role,
    'Token lifetime': `${exp - iat} seconds`,
    'Read other users’ rows': verdict(foreign, foreign.data?.length === 0),
    'Write a row as another user': verdict(forged, sqlState(forged) === '42501'),
  })
}

function verdict(answer: Answer, isKeptApart: boolean): string {
  const mark = isKeptApart ? '✓ kept apart' : '✗ NOT kept apart'
  return `${answer.status} ${sqlState(answer)} ${mark}`.replace('  ', ' ')
}

/** The claims of a token that is known to be good. Nothing is verified here. */
function readClaims(token: string): z.infer<typeof claimsSchema> {
  const [, payload = ''] = token.split('.')
  return claimsSchema.parse(JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))))
}
