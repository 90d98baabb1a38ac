import { createSecretKey } from 'node:crypto'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { Pool } from 'pg'
import { InsForgeError, toInsForgeError } from '../errors.ts'
import { adminRoutes } from './admin.ts'
import { readJson } from './body.ts'
import { assertAdmin, identifyCaller } from './caller.ts'
import { EmptyStrings } from './columns.ts'
import { dataRoutes } from './data.ts'
import { type GatewayEnv, sendJson } from './exchange.ts'
import { createRequestLog } from './request-log.ts'

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
export function createGateway(options: GatewayOptions, pool: Pool): Hono<GatewayEnv> {
  const { jwtSecret, anonKey, apiKey } = options
  const credentials = { jwtKey: createSecretKey(Buffer.from(jwtSecret)), anonKey, apiKey }
  const emptyStrings = new EmptyStrings(pool)
  const log = createRequestLog()
  const app = new Hono<GatewayEnv>({ strict: false })

  // InsForge lets every origin in, with credentials.
  const exposeHeaders = ['Content-Range', 'Preference-Applied']
  const allowMethods = ['GET', 'HEAD', 'PUT', 'PATCH', 'POST', 'DELETE']
  app.use(cors({ origin: (origin) => origin, credentials: true, exposeHeaders, allowMethods }))
  app.use((c, next) => {
    if (c.req.path !== logPath) log.record(c.env.incoming, c.env.outgoing)
    return next()
  })
  // Before anything else is looked at: malformed JSON is a 400 for everyone.
  app.use(async (c, next) => {
    c.set('body', await readJson(c))
    await next()
  })

  app.route('/api/database', dataRoutes(credentials, options, emptyStrings))
  app.route('/api', adminRoutes(credentials, jwtSecret, pool, emptyStrings))
  app.get('/api/health', (c) =>
    sendJson(c, {
      status: 'ok',
      version: '2.3.1',
      service: 'Insforge OSS Backend',
      timestamp: new Date(),
    }),
  )
  // InsForge's own sessions: there are none here, as users come from the auth provider.
  app.post('/api/auth/refresh', () => {
    throw new InsForgeError(401, 'AUTH_UNAUTHORIZED', 'No refresh token provided')
  })
  app.get('/api/auth/sessions/current', async (c) => {
    const caller = identifyCaller(c.env.incoming.headers, credentials)
    if (caller.role !== 'authenticated') {
      throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'User not authenticated')
    }
    // InsForge looks the user up by uuid, which a provider's id is not: 500.
    await pool.query('select $1::uuid', [caller.sub])
    throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'User not found')
  })
  app.get(logPath, (c) => {
    assertAdmin(c.env.incoming.headers, credentials)
    return sendJson(c, { requests: log.entries })
  })

  app.notFound((c) => {
    const message = `Endpoint ${c.env.incoming.url} not found`
    const next = 'Please check the API documentation for available endpoints'
    return sendJson(c, new InsForgeError(404, 'NOT_FOUND', message, next).body, 404)
  })
  app.onError((error, c) => {
    const { incoming, outgoing } = c.env
    if (outgoing.destroyed) return RESPONSE_ALREADY_SENT // the client has gone
    const refusal = toInsForgeError(error)
    if (refusal.statusCode >= 500) console.error(incoming.method, incoming.url, error)
    if (!outgoing.headersSent) return sendJson(c, refusal.body, refusal.statusCode)
    outgoing.destroy()
    return RESPONSE_ALREADY_SENT
  })
  return app
}
