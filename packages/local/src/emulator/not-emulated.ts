import type { Context } from 'hono'
import type { Problems } from './problems.ts'

/** Answers 501 and records it: louder than imitating something wrongly. */
export function notEmulated(c: Context, unknown: Problems, what: string): Response {
  const message = `${what} is not emulated`
  unknown.record(c, message)
  return c.json({ error: 'not_emulated', message }, 501)
}
