import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import { parseJson } from './fields.ts'

/** The JSON body of a hook, checked; no body is `{}`. Throws a 400 that says what is wrong. */
export async function hookInput<T extends z.ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const text = await c.req.text()
  const parsed = schema.safeParse(text === '' ? {} : parseJson(text))
  if (parsed.success) return parsed.data
  const message = parsed.error.issues
    .map((issue) => [...issue.path, issue.message].join(': '))
    .join('; ')
  throw new HTTPException(400, { res: Response.json({ message }, { status: 400 }) })
}
