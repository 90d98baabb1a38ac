import { Hono } from 'hono'
import type { EmulatorEnv } from './env.ts'
import { type Faults, faultSchema } from './faults.ts'
import { hookInput } from './hook-input.ts'
import type { Problems } from './problems.ts'
import { refuseWebsites } from './refuse-websites.ts'
import type { RequestLog } from './request-log.ts'

/** What `hooks` mounts, for people. */
export const commonHooks: readonly string[] = [
  'GET, DELETE /_emulate/log',
  'GET, DELETE /_emulate/unknown',
  'GET /_emulate/errors',
  'GET, POST, DELETE /_emulate/faults',
]

/** The hooks that every emulator has, to be mounted at `/_emulate`. */
export function hooks(parts: {
  readonly log: RequestLog
  readonly faults: Faults
  readonly errors: Problems
  readonly unknown: Problems
}): Hono<EmulatorEnv> {
  const { log, faults, errors, unknown } = parts
  const app = new Hono<EmulatorEnv>()
  app.use(refuseWebsites)

  app.get('/log', (c) => c.json({ requests: log.entries }))
  app.delete('/log', (c) => {
    log.clear()
    return c.body(null, 204)
  })

  app.get('/unknown', (c) => c.json({ requests: unknown.list }))
  app.delete('/unknown', (c) => {
    unknown.clear()
    return c.body(null, 204)
  })

  app.get('/errors', (c) => c.json({ errors: errors.list }))

  app.get('/faults', (c) => c.json({ faults: faults.list() }))
  app.post('/faults', async (c) => {
    faults.add(await hookInput(c, faultSchema))
    return c.json({ faults: faults.list() }, 201)
  })
  app.delete('/faults', (c) => {
    faults.clear()
    return c.body(null, 204)
  })
  return app
}
