import { createSecretKey } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Pool } from 'pg'
import { InsForgeError } from '../insforge-error.ts'
import { adminRoutes } from './admin.ts'
import { readJson } from './body.ts'
import { assertAdmin } from './caller.ts'
import { EmptyStrings } from './columns.ts'
import { applyCors } from './cors.ts'
import { dataRoutes } from './data.ts'
import { toInsForgeError } from './database-errors.ts'
import { type Exchange, sendJson } from './exchange.ts'
import { createRequestLog } from './request-log.ts'
import { sessionRoutes } from './sessions.ts'

/** What the gateway stands between. */
export interface GatewayOptions {
  readonly jwtSecret: string
  readonly anonKey: string
  readonly apiKey: string
  readonly postgrestPort: number
  /** Signs the tokens that PostgREST believes; made anew for each run. */
  readonly internalSecret: string
}

type Handler = (exchange: Exchange, ...parameters: string[]) => Promise<void>

/** A hook for tests, which InsForge does not have: the requests to all other paths. */
const logPath = '/_emulate/log'

/** InsForge's HTTP surface as far as the starters use it, imitating version 2.3.1. */
export function createGateway(options: GatewayOptions, pool: Pool): Server {
  const emptyStrings = new EmptyStrings(pool)
  const { jwtSecret, anonKey, apiKey } = options
  const credentials = { jwtKey: createSecretKey(Buffer.from(jwtSecret)), anonKey, apiKey }
  const data = dataRoutes(credentials, options, emptyStrings)
  const admin = adminRoutes(credentials, jwtSecret, pool, emptyStrings)
  const sessions = sessionRoutes(credentials, pool)
  const log = createRequestLog()
  const routes: readonly (readonly [method: string, path: RegExp, Handler])[] = [
    [
      '*',
      /^\/api\/database\/records\/([^/]+)(\/.+)?\/?$/,
      (exchange, table = '', rest = '') => data.records(exchange, table, rest),
    ],
    ['*', /^\/api\/database\/rpc\/([^/]+)\/?$/, (exchange, name = '') => data.rpc(exchange, name)],
    ['POST', /^\/api\/database\/migrations\/?$/, admin.createMigration],
    ['GET', /^\/api\/database\/migrations\/?$/, admin.listMigrations],
    ['GET', /^\/api\/secrets\/([^/]+)\/?$/, (exchange, key = '') => admin.secret(exchange, key)],
    ['POST', /^\/api\/auth\/refresh\/?$/, sessions.refresh],
    ['GET', /^\/api\/auth\/sessions\/current\/?$/, sessions.current],
    ['GET', /^\/api\/health\/?$/, health],
    ['GET', new RegExp(`^${logPath}$`), sendLog],
  ]

  async function sendLog({ request, response }: Exchange): Promise<void> {
    assertAdmin(request.headers, credentials)
    sendJson(response, 200, { requests: log.entries })
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', search] = splitOnce(request.url ?? '/', '?')
    const body = await readJson(request)
    const exchange = { request, response, body, query: search ? `?${search}` : '' }
    for (const [method, pattern, handler] of routes) {
      const match = method === '*' || method === request.method ? pattern.exec(path) : null
      if (match) return handler(exchange, ...match.slice(1).map((part) => decode(part ?? '')))
    }
    throw new InsForgeError(
      404,
      'NOT_FOUND',
      `Endpoint ${request.url} not found`,
      'Please check the API documentation for available endpoints',
    )
  }

  const server = createServer((request, response) => {
    if (applyCors(request, response)) return
    if (request.url !== logPath) log.record(request, response)
    handle(request, response).catch((error: unknown) => refuse(request, response, error))
  })
  server.keepAliveTimeout = 65_000
  return server
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  if (response.destroyed) return // the client has gone
  const refusal = toInsForgeError(error)
  if (refusal.statusCode >= 500) console.error(request.method, request.url, error)
  if (response.headersSent) response.destroy()
  else sendJson(response, refusal.statusCode, refusal.body)
}

async function health({ response }: Exchange): Promise<void> {
  sendJson(response, 200, {
    status: 'ok',
    version: '2.3.1',
    service: 'Insforge OSS Backend',
    timestamp: new Date(),
  })
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new InsForgeError(500, 'INTERNAL_ERROR', `Failed to decode param '${part}'`)
  }
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
