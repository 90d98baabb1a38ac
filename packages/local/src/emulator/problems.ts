import type { Context } from 'hono'
import { type Clock, isoTime } from './clock.ts'

/** What a test suite must fail on: an unknown route, or an error of the emulator. */
export interface Problem {
  /** ISO 8601. */
  readonly at: string
  readonly method: string
  readonly path: string
  readonly message: string
}

/** A list of problems, oldest first. They are gone after a restart, as the log is. */
export interface Problems {
  readonly list: readonly Problem[]
  record(c: Context, message: string): void
  clear(): void
}

export function createProblems(now: Clock): Problems {
  const list: Problem[] = []
  return {
    list,
    record(c, message) {
      const problem = { at: isoTime(now()), method: c.req.method, path: c.req.path, message }
      list.push(problem)
      console.error(`emulator: ${problem.method} ${problem.path}: ${message}`)
    },
    clear() {
      list.length = 0
    },
  }
}

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
