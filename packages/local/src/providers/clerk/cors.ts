import { createMiddleware } from 'hono/factory'
import type { EmulatorEnv } from '../../emulator/app.ts'

/**
 * Lets pages of any origin read what they are answered, as a development instance does: it does
 * not know where its app is. They send a dev browser's id, which no page of somebody else has.
 */
export const cors = createMiddleware<EmulatorEnv>(async (c, next) => {
  const origin = c.req.header('origin')
  if (c.req.method === 'OPTIONS' && origin) {
    const headers = c.req.header('access-control-request-headers')
    return c.body(null, 204, {
      ...allowing(origin),
      'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
      ...(headers && { 'Access-Control-Allow-Headers': headers }),
      'Access-Control-Max-Age': '600',
    })
  }
  await next()
  for (const [name, value] of Object.entries(origin ? allowing(origin) : {})) c.header(name, value)
  return undefined
})

function allowing(origin: string) {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Clerk-Db-Jwt, Retry-After',
    Vary: 'Origin',
  }
}
