import { createSecretKey } from 'node:crypto'
import type { RequestListener } from 'node:http'
import type { Pool } from 'pg'
import { InsForgeError, toInsForgeError } from '../errors.ts'
import { adminRoutes } from './admin.ts'
import { send, sendPreflight } from './answer.ts'
import { readBody } from './body.ts'
import { assertAdmin, identifyCaller } from './caller.ts'
import { EmptyStrings } from './columns.ts'
import { dataRoutes } from './data.ts'
import { createRequestLog } from './request-log.ts'
import { findRoute, type Route, route } from './route.ts'

/** What the gateway stands between. */
export interface GatewayOptions {
  readonly jwtSecret: string
  readonly anonKey: string
  readonly apiKey: string
  readonly postgrestPort: number
  /** Signs the tokens that PostgREST believes; made anew for each run. */
  readonly internalSecret: string
}

/** A hook for tests, which InsForge does not have: the requests to all other paths. */
const logPath = '/_emulate/log'

/** InsForge's HTTP surface as far as the starters use it, imitating version 2.3.1. */
export function createGateway(
  options: GatewayOptions,
  pool: Pool,
  emptyStrings = new EmptyStrings(pool),
): RequestListener {
  const { jwtSecret, anonKey, apiKey } = options
  const credentials = { jwtKey: createSecretKey(Buffer.from(jwtSecret)), anonKey, apiKey }
  const log = createRequestLog()
  const routes: readonly Route[] = [
    ...dataRoutes(credentials, options, emptyStrings),
    ...adminRoutes(credentials, jwtSecret, pool, emptyStrings),
    route('GET', '/api/health', () => ({
      body: {
        status: 'ok',
        version: '2.3.1',
        service: 'Insforge OSS Backend',
        timestamp: new Date(),
      },
    })),
    // InsForge's own sessions: there are none here, as users come from the auth provider.
    route('POST', '/api/auth/refresh', () => {
      throw new InsForgeError(401, 'AUTH_UNAUTHORIZED', 'No refresh token provided')
    }),
    route('GET', '/api/auth/sessions/current', async ({ headers }) => {
      const caller = identifyCaller(headers, credentials)
      if (caller.role !== 'authenticated') {
        throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'User not authenticated')
      }
      // InsForge looks the user up by uuid, which a provider's id is not: 500.
      await pool.query('select $1::uuid', [caller.sub])
      throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'User not found')
    }),
    route('GET', logPath, ({ headers }) => {
      assertAdmin(headers, credentials)
      return { body: { requests: log.read() } }
    }),
  ]

  return async (incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming
    if (method === 'OPTIONS') return sendPreflight(incoming, outgoing)
    const path = url.replace(/\?.*$/s, '')
    if (path !== logPath) log.record(incoming, outgoing)
    try {
      // Before anything else is looked at: malformed JSON is a 400 for everyone.
      const body = await readBody(incoming, outgoing)
      const found = findRoute(routes, method, path)
      if (!found) throw notFound(url)
      send(incoming, outgoing, await found.handle(incoming, body, found.name))
    } catch (error) {
      if (outgoing.destroyed) return // the client has gone
      const { statusCode: status, body } = toInsForgeError(error)
      if (status >= 500) console.error(method, url, error)
      send(incoming, outgoing, { status, body })
    }
  }
}

function notFound(url: string): InsForgeError {
  const next = 'Please check the API documentation for available endpoints'
  return new InsForgeError(404, 'NOT_FOUND', `Endpoint ${url} not found`, next)
}
