import { toFailure } from '@/lib/answer'
import type { InsForgeClient } from '@/lib/insforge-client'
import { type Failure, failure, type Result, success } from '@/lib/result'
import * as z from '@/lib/validation'

const rowsSchema = z.record(z.string(), z.array(z.unknown()))

/** Every row of the user, by table. */
export async function readMyRows(
  client: InsForgeClient,
): Promise<Result<z.infer<typeof rowsSchema>>> {
  const answer = await client.database.rpc('my_rows')
  if (answer.error) return toFailure(answer)
  const { data } = rowsSchema.safeParse(answer.data)
  return data ? success(data) : failure('unavailable')
}

/** Deletes every row of the user, or none. Again it is a success. */
export async function deleteMyRows(client: InsForgeClient): Promise<Result<undefined>> {
  const answer = await client.database.rpc('delete_my_rows')
  return answer.error ? toFailure(answer) : success(undefined)
}

/** Why nothing of an account is known to be deleted. */
export const dataKept = ({ code, message }: Failure) =>
  failure(code, `Your account wasn’t deleted, and your data may still be there. ${message}`)

/** Why an account without data may be left at the provider. */
export const accountKept = (provider: string, next = 'Try again in a moment.') =>
  failure(
    'unavailable',
    `Your data is deleted, but ${provider} may still have your account. ${next}`,
  )

/** What is typed to confirm a deletion, in any case. */
export const CONFIRMATION = 'DELETE'

export const confirmationSchema = z.strictObject({
  confirmation: z
    .string()
    .refine(
      (text) => text.trim().toUpperCase() === CONFIRMATION,
      `Type ${CONFIRMATION} to confirm.`,
    ),
})
