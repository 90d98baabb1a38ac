import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { findAccount } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { publicJwks } from '../../../emulator/signing-keys.ts'
import { notFound, refusal } from '../errors.ts'
import { createId } from '../ids.ts'
import { clerkSession, createSession, endSessions, statusOf } from '../sessions.ts'
import type { Instance, Session } from '../state.ts'
import { signSessionToken, signTemplateToken } from '../tokens.ts'
import { bodyOf, parse } from './api.ts'
import { listSessions, listTemplates } from './lists.ts'
import { userRoutes } from './users.ts'

const newSessionSchema = z.strictObject({ user_id: z.string() })
const nothing = z.strictObject({})

/** The Backend API, for servers with the secret key, and the keys that are for all. */
export function backendRoutes(instance: Instance): Hono<EmulatorEnv> {
  const { state } = instance
  const app = new Hono<EmulatorEnv>()

  app.get('/.well-known/jwks.json', (c) => c.json(publicJwks(state.data.keys)))

  for (const name of ['jwks', 'jwt_templates', 'users', 'users/*', 'sessions', 'sessions/*']) {
    app.use(`/v1/${name}`, requireSecretKey(instance))
  }

  app.get('/v1/jwks', (c) => c.json(publicJwks(state.data.keys)))

  app.get('/v1/jwt_templates', (c) => c.json(listTemplates(instance, c)))

  app.route('/', userRoutes(instance))

  app.get('/v1/sessions', (c) => c.json(listSessions(instance, c)))
  app.post('/v1/sessions', async (c) => {
    const { user_id: userId } = parse(c, newSessionSchema, await bodyOf(c))
    if (!findAccount(instance, userId)) throw notFound('User', userId)
    return c.json(clerkSession(instance, createSession(instance, createId('client'), userId)))
  })
  app.get('/v1/sessions/:id', (c) => c.json(clerkSession(instance, sessionOf(c.req.param('id')))))
  app.post('/v1/sessions/:id/revoke', async (c) => {
    parse(c, nothing, await bodyOf(c))
    const session = sessionOf(c.req.param('id'))
    endSessions(instance, (other) => other === session, 'revoked')
    return c.json(clerkSession(instance, session))
  })
  app.on('POST', ['/v1/sessions/:id/tokens', '/v1/sessions/:id/tokens/:template'], async (c) => {
    parse(c, nothing, await bodyOf(c))
    const { id = '', template } = c.req.param()
    const session = sessionOf(id)
    if (statusOf(instance, session) !== 'active') throw notFound('Session', id)
    const jwt = template
      ? await signTemplateToken(instance, session, template)
      : await signSessionToken(instance, session)
    return c.json({ object: 'token', jwt })
  })

  return app

  function sessionOf(id: string): Session {
    const session = Object.values(state.data.sessions).find((kept) => kept.id === id)
    if (!session) throw notFound('Session', id)
    return session
  }
}

function requireSecretKey({ secretKey }: Instance) {
  return createMiddleware(async (c, next) => {
    const [, key] = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '') ?? []
    if (key === undefined) throw refusal('authorization_header_format_invalid')
    if (key !== secretKey) throw refusal('clerk_key_invalid')
    return next()
  })
}
