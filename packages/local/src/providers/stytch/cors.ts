import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { authorizedDomains } from './addresses.ts'
import type { Project } from './project.ts'

/** Lets pages of the authorized domains, and of no other, read what the browser's API answers. */
export function allowDomains(project: Project) {
  const allow = cors({
    origin: (origin) => (authorizedDomains(project).includes(origin) ? origin : null),
    credentials: true,
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', 'x-sdk-client', 'x-sdk-parent-host'],
  })
  return createMiddleware<EmulatorEnv>((c, next) =>
    c.req.path.startsWith('/sdk/') ? allow(c, next) : next(),
  )
}
