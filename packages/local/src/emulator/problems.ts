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

/** Something was asked for that is not imitated. Thrown, it is answered 501 and recorded: louder
 * than imitating something wrongly. */
export class NotEmulated extends Error {
  constructor(readonly what: string) {
    super(`${what} is not emulated`)
  }
}

/** What only an emulator answers: it doesn't imitate something, or has an error of its own. */
export interface OwnError {
  readonly status: 500 | 501
  readonly code: 'emulator_error' | 'not_emulated'
  readonly message: string
}

/** The body of that answer in the vendor's form, with the message where its SDKs show it. */
export type ErrorBody = (c: Context, error: OwnError) => object
