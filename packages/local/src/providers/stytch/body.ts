import type { Context } from 'hono'
import { z } from 'zod'
import { parseJson } from '../../emulator/fields.ts'
import { NotEmulated } from '../../emulator/not-emulated.ts'
import { refusal } from './errors.ts'

/** How long a session is to last from now on. */
export const durationSchema = z.number().optional()

/**
 * The JSON body, checked; no body is `{}`. Throws what refuses it: 501 for a field that is not
 * imitated, else 400.
 */
export async function readBody<T extends z.ZodObject>(c: Context, schema: T): Promise<z.infer<T>> {
  const text = await c.req.text()
  const parsed = schema.safeParse(text === '' ? {} : parseJson(text))
  if (parsed.success) return parsed.data
  const foreign = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [],
  )
  if (foreign.length > 0) throw new NotEmulated(`${c.req.path} with ${foreign.join(', ')}`)
  throw refusal('bad_request', z.prettifyError(parsed.error))
}
