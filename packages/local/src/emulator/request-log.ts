import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type Clock, isoTime } from './clock.ts'
import type { EmulatorEnv } from './env.ts'
import { type Fields, readFields } from './fields.ts'

/** One request to the vendor's surface. */
export interface LogEntry {
  /** ISO 8601. */
  readonly at: string
  readonly method: string
  readonly path: string
  readonly query: Fields
  readonly body: Fields
  readonly userAgent: string | null
  /** Null while it runs, and for good when the connection was cut. */
  status: number | null
}

/** What was asked, oldest first, the last thousand requests; values of secrets are never in it. */
export interface RequestLog {
  readonly entries: readonly LogEntry[]
  readonly middleware: MiddlewareHandler
  clear(): void
}

const hidden = '(hidden)'
const capacity = 1000

/** A log that shows the values of `visible` fields only: a field is a secret until it is named
 * here, so a new one cannot leak by being forgotten. */
export function createRequestLog(visible: ReadonlySet<string>, now: Clock): RequestLog {
  const entries: LogEntry[] = []
  const redact = (fields: Fields) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, visible.has(name) ? value : hidden]),
    )

  const middleware = createMiddleware<EmulatorEnv>(async (c, next) => {
    const entry: LogEntry = {
      at: isoTime(now()),
      method: c.req.method,
      path: c.req.path,
      query: redact(c.req.query()),
      body: redact((await readFields(c.req)) ?? {}),
      userAgent: c.req.header('user-agent') ?? null,
      status: null,
    }
    entries.push(entry)
    if (entries.length > capacity) entries.shift()
    await next()
    entry.status = c.env.incoming.socket.destroyed ? null : c.res.status
  })

  return {
    entries,
    middleware,
    clear() {
      entries.length = 0
    },
  }
}
