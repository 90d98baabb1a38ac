import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createMiddleware } from 'hono/factory'
import type { EmulatorEnv } from './env.ts'
import type { Faults } from './faults.ts'
import { readFields } from './fields.ts'

/** Lets waiting faults happen to the requests that they are for. */
export function injectFaults(faults: Faults) {
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
