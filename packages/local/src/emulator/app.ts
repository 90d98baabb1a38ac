import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { Clock } from './clock.ts'
import type { EmulatorEnv } from './env.ts'
import { createFaults, type Faults } from './faults.ts'
import { readFields } from './fields.ts'
import { hooks } from './hooks.ts'
import { createProblems, type ErrorBody, NotEmulated, type Problems } from './problems.ts'
import { type QueryParameters, refuseOthers } from './query.ts'
import { createRequestLog } from './request-log.ts'
import type { Webhooks } from './webhooks.ts'

export type { EmulatorEnv }

/** What one provider's emulator is made of. */
export interface EmulatorParts {
  /** The vendor's own routes. */
  readonly surface: Hono<EmulatorEnv>
  /** Runs around all of the vendor's surface, faults and unknown routes included. */
  readonly around?: MiddlewareHandler<EmulatorEnv>
  /** The provider's own hooks, below `/_emulate`. */
  readonly hooks: Hono<EmulatorEnv>
  /** Lets scripts of other origins read answers, those of faults and 501s among them. Preflights
   * that it answers are neither logged nor met by a fault. */
  readonly crossOrigin?: MiddlewareHandler<EmulatorEnv>
  readonly errorBody: ErrorBody
  readonly query: QueryParameters
  /** Names of fields whose values may stand in the log. */
  readonly loggedFields: ReadonlySet<string>
  /** Where the vendor's routes report what they do not imitate. */
  readonly unknown: Problems
  readonly webhooks: Webhooks
  readonly now: Clock
}

/**
 * The whole emulator: the vendor's surface, logged and open to faults, and beside it the hooks,
 * which are neither. A route that is neither is answered 501 and recorded, so that a suite can fail
 * on a call that the emulator does not imitate.
 */
export function createEmulatorApp(parts: EmulatorParts): Hono<EmulatorEnv> {
  const log = createRequestLog(parts.loggedFields, parts.now)
  const faults = createFaults()
  const errors = createProblems(parts.now)

  const surface = new Hono<EmulatorEnv>()
  if (parts.crossOrigin) surface.use(parts.crossOrigin)
  surface.use(log.middleware)
  if (parts.around) surface.use(parts.around)
  surface.use(injectFaults(faults))
  surface.get('/favicon.ico', (c) => c.body(null, 204))
  surface.use(refuseOthers(parts))
  surface.route('/', parts.surface)
  surface.all('*', (c) => {
    throw new NotEmulated(`${c.req.method} ${c.req.path}`)
  })

  const app = new Hono<EmulatorEnv>()
  app.route('/_emulate', hooks({ ...parts, log, faults, errors }))
  app.route('/_emulate', parts.hooks)
  app.all('/_emulate/*', (c) => c.json({ message: `no hook ${c.req.method} ${c.req.path}` }, 404))
  app.route('/', surface)
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    const { message } = error
    if (error instanceof NotEmulated) {
      parts.unknown.record(c, message)
      const status = 501
      return c.json(parts.errorBody(c, { status, code: 'not_emulated', message }), status)
    }
    errors.record(c, error.stack ?? message)
    return c.json(parts.errorBody(c, { status: 500, code: 'emulator_error', message }), 500)
  })
  return app
}

/** Lets waiting faults happen to the requests that they are for. */
function injectFaults(faults: Faults) {
  return createMiddleware<EmulatorEnv>(async (c, next) => {
    const fields = { ...c.req.query(), ...(await readFields(c.req)) }
    const fault = faults.take(c.req.method, c.req.path, fields)
    if (fault?.delayMs) await wait(fault.delayMs)
    if (fault?.hangUp) {
      c.env.incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    }
    if (fault?.status) {
      const { status, body } = fault
      return body === undefined ? new Response(null, { status }) : Response.json(body, { status })
    }
    if (fault?.redirectError) c.set('redirectError', fault.redirectError)
    if (fault?.alterToken) c.set('alterToken', fault.alterToken)
    return next()
  })
}
