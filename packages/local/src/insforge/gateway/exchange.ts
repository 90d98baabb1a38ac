import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What a handler finds in its Hono context. */
export interface GatewayEnv {
  Bindings: HttpBindings
  /** The parsed JSON. */
  Variables: { body: unknown }
}

/** One request on its way to its handler. */
export type Exchange = Context<GatewayEnv>

/** Responds with JSON, as Express labels it. */
export function sendJson(c: Context, body: object, status = 200): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return c.json(body, status as ContentfulStatusCode, headers)
}
