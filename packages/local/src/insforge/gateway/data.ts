import type { IncomingMessage } from 'node:http'
import type { Answer } from './answer.ts'
import { type Credentials, identifyCaller, internalTokens } from './caller.ts'
import type { EmptyStrings } from './columns.ts'
import { formatFields, parseQuery } from './query.ts'
import { type Route, route } from './route.ts'
import { assertIdentifier, resolveTarget } from './target.ts'
import { postgrestAt } from './upstream.ts'

/** Headers that belong to one connection, or that the sender computes. */
const perConnection = ['connection', 'content-length', 'transfer-encoding']
const ours = new Set([...perConnection, 'host', 'expect', 'upgrade', 'keep-alive'])
const theirs = new Set([...perConnection, 'content-encoding'])

/** The routes `/records/:name` and `/rpc/:name`: who asks is checked here, what they may see is
 * PostgREST's and the policies' business. */
export function dataRoutes(
  credentials: Credentials,
  { postgrestPort, internalSecret }: { postgrestPort: number; internalSecret: string },
  emptyStrings: EmptyStrings,
): readonly Route[] {
  const tokenFor = internalTokens(internalSecret)
  const ask = postgrestAt(postgrestPort)

  async function forward(
    { headers, method = 'GET', url = '' }: IncomingMessage,
    body: unknown,
    kind: 'table' | 'function',
    name: string,
  ): Promise<Answer> {
    const token = tokenFor(identifyCaller(headers, credentials))
    assertIdentifier(name, kind)
    const asked = parseQuery(/(?<=\?).*/s.exec(url)?.[0] ?? '')
    const target = resolveTarget(method, headers, asked)
    const isRecord = kind === 'table'
    const writes = ['POST', 'PUT', 'PATCH'].includes(method)
    const sent = isRecord && writes ? await emptyStrings.remove(body, target.schema, name) : body
    const text = writes ? serialize(sent, headers['content-type']) : undefined

    const answer = await ask({
      method,
      path: pathTo(`${isRecord ? '' : '/rpc'}/${name}`, formatFields(target.query)),
      headers: {
        ...without(headers, ours),
        ...target.headers,
        authorization: `Bearer ${token}`,
        ...(text !== undefined && { 'content-length': Buffer.byteLength(text) }),
      },
      body: text,
    })
    const { status } = answer
    const found = parsed(answer.text)
    // InsForge keeps no header of a refusal, nor of what was cut off, and fills an empty answer.
    if (status >= 300 || found === undefined) return { status, body: found }
    const isEmpty = typeof found === 'string' && found.trim() === ''
    const filled = isRecord ? [] : null
    return { status, body: isEmpty ? filled : found, headers: without(answer.headers, theirs) }
  }

  return [
    // What may follow the table is a wildcard that was misspelled in InsForge.
    route(undefined, '/api/database/records/:name(?:/.*path)?', (incoming, body, name) =>
      forward(incoming, body, 'table', name),
    ),
    route(undefined, '/api/database/rpc/:name', (incoming, body, name) =>
      forward(incoming, body, 'function', name),
    ),
  ]
}

/** As axios makes it: what a decoded name has of `/` and `?` counts. */
function pathTo(path: string, query: string): string {
  const { pathname, search } = new URL(`http://127.0.0.1${path}`)
  return `${pathname}${search}${query && (search ? '&' : '?')}${query}`
}

/** As axios does it: a form stays one, all else is JSON. */
function serialize(body: unknown, type = ''): string {
  const isForm = type.includes('application/x-www-form-urlencoded')
  return isForm ? formatFields(Object(body)) : JSON.stringify(body)
}

/** JSON if it is that, which axios does not ask the content type about; else the text. */
function parsed(text: string | undefined): unknown {
  try {
    return text && JSON.parse(text)
  } catch {
    return text
  }
}

function without<T>(headers: Readonly<Record<string, T>>, names: ReadonlySet<string>) {
  const kept: Record<string, T> = {}
  for (const name in headers) if (!names.has(name)) kept[name] = headers[name] as T
  return kept
}
