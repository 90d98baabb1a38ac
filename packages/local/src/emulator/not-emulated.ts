import type { Context } from 'hono'
import type { Problems } from './problems.ts'

/** Something was asked for, deep inside, that is not imitated; answered as by `notEmulated`. */
export class NotEmulated extends Error {
  constructor(readonly what: string) {
    super(`${what} is not emulated`)
  }
}

/** Answers 501 and records it: louder than imitating something wrongly. */
export function notEmulated(c: Context, unknown: Problems, what: string): Response {
  const { message } = new NotEmulated(what)
  unknown.record(c, message)
  return c.json({ error: 'not_emulated', message }, 501)
}
