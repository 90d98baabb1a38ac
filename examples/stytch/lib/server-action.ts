import 'server-only'
import { revalidatePath } from 'next/cache'
import { getUser } from '@/auth/session'
import { createInsForgeClient } from './insforge'
import type { InsForgeClient } from './insforge-client'
import { AppError, type ErrorCode, failure, type Result } from './result'
import { type FormAction, readForm, type z } from './validation'

/** After these the page is still as it was. */
const withoutEffect: ErrorCode[] = [
  'unauthenticated',
  'user_changed',
  'invalid',
  'unavailable',
  'busy',
]

/**
 * Returns a Server Action for forms that writes as the signed-in user. It validates the form,
 * checks that the user the page was rendered for is still signed in, writes, and sends the page at
 * `path` anew, all in one request.
 */
export function userAction<Schema extends z.ZodObject, T>(
  path: string,
  schema: Schema,
  write: (client: InsForgeClient, input: z.output<Schema>) => Promise<Result<T>>,
): FormAction<T> {
  return async (_previous, form) => {
    const { expectedUserId, input, sent } = readForm(schema, form)
    const result = await writeAs(expectedUserId, async (client) =>
      input.ok ? write(client, input.data) : input,
    )
    if (result.ok || !withoutEffect.includes(result.code)) revalidatePath(path)
    return result.ok ? result : { ...result, sent }
  }
}

async function writeAs<T>(
  expectedUserId: string,
  write: (client: InsForgeClient) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    const user = await getUser()
    if (!user) return failure('unauthenticated')
    if (user.id !== expectedUserId) return failure('user_changed')
    return await write(await createInsForgeClient(user))
  } catch (error) {
    if (error instanceof AppError) return failure(error.code, error.message)
    throw error
  }
}
