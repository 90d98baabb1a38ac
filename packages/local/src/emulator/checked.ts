import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import { parseJson } from './fields.ts'
import { NotEmulated } from './problems.ts'

/** What to throw to answer with that. */
export function answerWith(status: ContentfulStatusCode, body: object): HTTPException {
  return new HTTPException(status, { res: Response.json(body, { status }) })
}

/** The value, checked. Throws a 501 for a member that is not imitated, and what `refuse` makes of
 * anything else that is wrong. */
export function checked<T extends z.ZodType>(
  c: Context,
  schema: T,
  value: unknown,
  refuse: (error: z.ZodError) => Error,
): z.infer<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const foreign = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [],
  )
  if (foreign.length > 0) throw new NotEmulated(`${c.req.path} with ${foreign.join(', ')}`)
  throw refuse(parsed.error)
}

/** The JSON body, checked in the same way; no body is `{}`. */
export async function checkedBody<T extends z.ZodType>(
  c: Context,
  schema: T,
  refuse: (error: z.ZodError) => Error,
): Promise<z.infer<T>> {
  const text = await c.req.text()
  return checked(c, schema, text === '' ? {} : parseJson(text), refuse)
}
