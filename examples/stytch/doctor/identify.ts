import { type Answer, sqlState, toFailure } from '@/lib/answer'
import type { InsForgeClient } from '@/lib/insforge-client'
import { failure, type Result, success } from '@/lib/result'

/** What InsForge makes of a user, line by line. */
export type Identity = Record<string, string>

/**
 * Asks InsForge which user this client acts as. Then tries to read other users' rows of a table, and
 * to write `row` there as another user. It changes and deletes nothing: if a policy were missing,
 * that would be for real. For development only.
 */
export async function identify(
  client: InsForgeClient,
  table: string,
  row: Record<string, unknown>,
): Promise<Result<Identity>> {
  if (process.env.NODE_ENV !== 'development') return failure('forbidden')
  const caller = await client.database.rpc('requesting_user_id')
  if (caller.error) return toFailure(caller)
  const rows = () => client.database.from(table)
  const foreign = await rows().select('user_id').neq('user_id', caller.data)
  const forged = await rows().insert({ ...row, user_id: 'another-user' })
  return success({
    sub: String(caller.data),
    'Read other users’ rows': verdict(foreign, foreign.data?.length === 0),
    'Write a row as another user': verdict(forged, sqlState(forged) === '42501'),
  })
}

function verdict(answer: Answer, isKeptApart: boolean): string {
  const mark = isKeptApart ? 'kept apart' : 'NOT kept apart'
  return [answer.status, sqlState(answer), mark].filter(Boolean).join(' ')
}
