import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { HTTPException } from 'hono/http-exception'
import type { z } from 'zod'
import type { EmulatorEnv } from './env.ts'
import { type Faults, faultSchema } from './faults.ts'
import { parseJson } from './fields.ts'
import type { Problems } from './problems.ts'
import type { RequestLog } from './request-log.ts'
import type { Webhooks } from './webhooks.ts'

/** What `hooks` mounts, for the front page. */
export const commonHooks: readonly string[] = [
  'GET, DELETE /_emulate/log',
  'GET, DELETE /_emulate/unknown',
  'GET /_emulate/errors',
  'GET, POST, DELETE /_emulate/faults',
  'POST /_emulate/reset',
  'GET /_emulate/webhooks',
]

/** The hooks that every emulator has, to be mounted at `/_emulate`. */
export function hooks(parts: {
  readonly log: RequestLog
  readonly faults: Faults
  readonly errors: Problems
  readonly unknown: Problems
  readonly webhooks: Webhooks
}): Hono<EmulatorEnv> {
  const { log, faults, errors, unknown, webhooks } = parts
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

  app.get('/webhooks', (c) => c.json({ deliveries: webhooks.deliveries }))

  app.get('/faults', (c) => c.json({ faults: faults.list() }))
  app.post('/faults', async (c) => {
    faults.add(await hookInput(c, faultSchema))
    return c.json({ faults: faults.list() }, 201)
  })
  app.delete('/faults', (c) => {
    faults.clear()
    return c.body(null, 204)
  })
  // The rest of it is with the accounts: see `reset.ts`.
  app.post('/reset', (_, next) => {
    faults.clear()
    return next()
  })
  return app
}

const ownHost = /^(127\.0\.0\.1|localhost)(:\d+)?$/

/**
 * Refuses what a web page of another site sends. Loopback alone does not keep a visited site
 * from calling the hooks: browsers say where a request comes from (`Sec-Fetch-Site`), and a name
 * that was rebound to 127.0.0.1 shows in `Host`.
 */
const refuseWebsites = createMiddleware(async (c, next) => {
  const site = c.req.header('sec-fetch-site') ?? 'none'
  const isOwn = ownHost.test(c.req.header('host') ?? '') && ['none', 'same-origin'].includes(site)
  if (!isOwn) return c.json({ message: 'hooks are not for web pages' }, 403)
  return next()
})

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
