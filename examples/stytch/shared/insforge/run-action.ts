import 'server-only'
import type { z } from 'zod'
import { AppError, type Failure, failure } from '../result'
import type { InsForgeClient } from './client'

/**
 * Wraps what a Server Action does. Anybody can call an action with anything, so each call makes a
 * client for whoever is signed in now (`createClient` asks the provider, and throws `AppError` when
 * nobody is), and then checks its input.
 *
 * @returns the work's result, or `unauthenticated`, `misconfigured` or `invalid` with a sentence.
 */
export async function runAction<Schema extends z.ZodType, T>(
  createClient: () => Promise<InsForgeClient>,
  schema: Schema,
  input: unknown,
  work: (client: InsForgeClient, input: z.output<Schema>) => Promise<T>,
): Promise<T | Failure> {
  try {
    const client = await createClient()
    const parsed = schema.safeParse(input)
    if (!parsed.success) return failure('invalid', parsed.error.issues[0]?.message)
    return await work(client, parsed.data)
  } catch (error) {
    if (error instanceof AppError) return failure(error.code, error.message)
    throw error
  }
}
