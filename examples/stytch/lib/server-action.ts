import 'server-only'
import { revalidatePath } from 'next/cache'
import { getUser, type User } from '@/auth/session'
import { createInsForgeClient } from './insforge'
import type { InsForgeClient } from './insforge-client'
import { AppError, type Failure, failure, type Result } from './result'
import type * as z from './validation'
import { type FormAction, readForm } from './validation'

/**
 * Returns a Server Action for forms that writes as the signed-in user. It validates the form,
 * checks that the user the page was rendered for is still signed in, writes, and sends the page at
 * `path` anew, all in one request.
 */
export function userAction<Schema extends z.ZodObject, T>(
  path: string,
  schema: Schema,
  write: (client: InsForgeClient, input: z.output<Schema>, user: User) => Promise<Result<T>>,
): FormAction<T> {
  async function writeForm(form: FormData): Promise<Result<T>> {
    const { expectedUserId, input, sent } = readForm(schema, form)
    const user = await getUser()
    if (!user) return { ...failure('unauthenticated'), sent }
    if (user.id !== expectedUserId) return failure('user_changed')
    if (!input.ok) return { ...input, sent }
    const result = await write(await createInsForgeClient(user), input.data, user)
    // After the other failures the page is still as it was.
    if (result.ok || ['not_found', 'conflict'].includes(result.code)) revalidatePath(path)
    return result.ok ? result : { ...result, sent }
  }
  return async (_previous, form) => writeForm(form).catch(toResult)
}

function toResult(error: unknown): Failure {
  if (error instanceof AppError) return failure(error.code, error.message)
  throw error
}
