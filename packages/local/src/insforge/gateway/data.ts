import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Credentials, identifyCaller } from './caller.ts'
import type { EmptyStrings } from './columns.ts'
import type { Exchange } from './exchange.ts'
import { assertIdentifier } from './identifier.ts'
import { internalTokens } from './internal-tokens.ts'
import { resolveTarget } from './schema.ts'
import { postgrestAt } from './upstream.ts'

const ours = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'keep-alive',
])
const theirs = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'date',
  'server',
])

/** Makes the handlers of `/records/:table` and `/rpc/:function`: who asks is checked here, what they
 * may see is PostgREST's and the policies' business. */
export function dataRoutes(
  credentials: Credentials,
  { postgrestPort, internalSecret }: { postgrestPort: number; internalSecret: string },
  emptyStrings: EmptyStrings,
) {
  const tokenFor = internalTokens(internalSecret)
  const ask = postgrestAt(postgrestPort)

  async function forward(
    { request, response, body, query }: Exchange,
    kind: 'table' | 'function',
    name: string,
    rest: string,
  ): Promise<void> {
    const caller = identifyCaller(request.headers, credentials)
    assertIdentifier(name, kind)
    const method = request.method ?? 'GET'
    const target = resolveTarget(method, request.headers, query)
    const writes = ['POST', 'PUT', 'PATCH'].includes(method)
    const isRecord = kind === 'table'
    const sent = isRecord && writes ? await emptyStrings.remove(body, target.schema, name) : body
    const text = writes ? JSON.stringify(sent) : undefined

    const answer = await ask({
      method,
      path: `${isRecord ? '' : '/rpc'}/${encodeURIComponent(name)}${rest}${target.query}`,
      headers: {
        ...without(request.headers, ours),
        ...target.headers,
        authorization: `Bearer ${tokenFor(caller)}`,
        ...(text !== undefined && { 'content-length': Buffer.byteLength(text) }),
      },
      body: text,
    })
    await passOn(answer, response, isRecord ? '[]' : 'null')
  }

  return {
    records: (exchange: Exchange, table: string, rest: string) =>
      forward(exchange, 'table', table, rest),
    rpc: (exchange: Exchange, name: string) => forward(exchange, 'function', name, ''),
  }
}

/** Streams PostgREST's answer. InsForge gives an empty one a body, and keeps no header of a refusal. */
async function passOn(
  answer: IncomingMessage,
  response: ServerResponse,
  whenEmpty: string,
): Promise<void> {
  const status = answer.statusCode ?? 500
  const headers = status < 400 ? without(answer.headers, theirs) : {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !name.startsWith('access-control-')) response.setHeader(name, value)
  }
  if (!response.hasHeader('content-type') && status !== 204) {
    response.setHeader('content-type', 'application/json; charset=utf-8')
  }
  response.statusCode = status

  response.once('close', () => answer.destroy())
  answer.pipe(response, { end: false })
  await once(answer, 'end')
  // PostgREST announces no length: that nothing was written yet tells that there was nothing.
  response.end(response.headersSent || status === 204 ? undefined : whenEmpty)
}

function without<T>(
  headers: Readonly<Record<string, T>>,
  names: ReadonlySet<string>,
): Record<string, T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.has(name)))
}
