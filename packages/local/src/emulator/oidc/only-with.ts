import { createMiddleware } from 'hono/factory'
import type { EmulatorEnv } from '../env.ts'
import { notEmulated } from '../not-emulated.ts'
import type { Tenant } from './tenant.ts'

/** Answers 501 to a request whose query has any other parameter. */
export function onlyWith({ unknown }: Tenant, parameters: readonly string[]) {
  return createMiddleware<EmulatorEnv>(async (c, next) => {
    const foreign = Object.keys(c.req.query()).filter((name) => !parameters.includes(name))
    if (foreign.length === 0) return next()
    return notEmulated(c, unknown, `${c.req.path} with ${foreign.join(', ')}`)
  })
}
