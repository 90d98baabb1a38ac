import type { IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { type Credentials, identifyCaller, internalTokens } from './caller.ts'
import type { EmptyStrings } from './columns.ts'
import type { Exchange, GatewayEnv } from './exchange.ts'
import { assertIdentifier, resolveTarget } from './target.ts'
import { postgrestAt } from './upstream.ts'

/** Headers that belong to one connection, or that the sender computes. */
const ours = /^(host|connection|content-length|transfer-encoding|expect|upgrade|keep-alive)$/
const theirs =
  /^(content-length|transfer-encoding|connection|keep-alive|date|server|access-control-.*)$/

/** The routes `/records/:table` and `/rpc/:function`: who asks is checked here, what they may see is
 * PostgREST's and the policies' business. */
export function dataRoutes(
  credentials: Credentials,
  { postgrestPort, internalSecret }: { postgrestPort: number; internalSecret: string },
  emptyStrings: EmptyStrings,
): Hono<GatewayEnv> {
  const tokenFor = internalTokens(internalSecret)
  const ask = postgrestAt(postgrestPort)

  async function forward(
    c: Exchange,
    kind: 'table' | 'function',
    name: string,
    rest: string,
  ): Promise<Response> {
    const { headers, method = 'GET', url = '' } = c.env.incoming
    const caller = identifyCaller(headers, credentials)
    assertIdentifier(name, kind)
    // As it was written: PostgREST's filters do not survive being encoded anew.
    const target = resolveTarget(method, headers, /\?.*/s.exec(url)?.[0] ?? '')
    const isRecord = kind === 'table'
    const writes = ['POST', 'PUT', 'PATCH'].includes(method)
    const body = c.get('body')
    const sent = isRecord && writes ? await emptyStrings.remove(body, target.schema, name) : body
    const text = writes ? JSON.stringify(sent) : undefined

    const answer = await ask({
      method,
      path: `${isRecord ? '' : '/rpc'}/${encodeURIComponent(name)}${rest}${target.query}`,
      headers: {
        ...without(headers, ours),
        ...target.headers,
        authorization: `Bearer ${tokenFor(caller)}`,
        ...(text !== undefined && { 'content-length': Buffer.byteLength(text) }),
      },
      body: text,
    })
    await passOn(answer, c, isRecord ? '[]' : 'null')
    return RESPONSE_ALREADY_SENT
  }

  const app = new Hono<GatewayEnv>()
  app.all('/records/:table/:rest{.+}?', (c) => {
    const { table, rest } = c.req.param()
    return forward(c, 'table', table, rest ? `/${rest}` : '')
  })
  app.all('/rpc/:name', (c) => forward(c, 'function', c.req.param('name'), ''))
  return app
}

/** Streams PostgREST's answer, past Hono, so that what is cut off there is cut off here. InsForge
 * gives an empty one a body, and keeps no header of a refusal. */
async function passOn(answer: IncomingMessage, c: Exchange, whenEmpty: string): Promise<void> {
  const { outgoing } = c.env
  const status = answer.statusCode ?? 500
  const headers = status < 400 ? without(answer.headers, theirs) : {}
  if (status !== 204) headers['content-type'] ??= 'application/json; charset=utf-8'
  for (const [name, value] of [...c.res.headers, ['vary', 'Origin'], ...Object.entries(headers)]) {
    if (name !== undefined && value !== undefined) outgoing.setHeader(name, value)
  }
  outgoing.statusCode = status
  await pipeline(answer, outgoing, { end: false })
  // PostgREST announces no length: that nothing was written yet tells that there was nothing.
  outgoing.end(outgoing.headersSent || status === 204 ? undefined : whenEmpty)
}

function without<T>(headers: Readonly<Record<string, T>>, names: RegExp): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.test(name)))
}
