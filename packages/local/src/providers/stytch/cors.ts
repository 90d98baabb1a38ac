import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import type { EmulatorEnv } from '../../emulator/app.ts'

/** Lets pages of the authorized domains, and of no other, read what the browser's API answers. */
export function allowDomains(domains: readonly string[]) {
  const allow = cors({
    origin: [...domains],
    credentials: true,
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'x-sdk-client', 'x-sdk-parent-host'],
  })
  return createMiddleware<EmulatorEnv>((c, next) =>
    c.req.path.startsWith('/sdk/') ? allow(c, next) : next(),
  )
}
