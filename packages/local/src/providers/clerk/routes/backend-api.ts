import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Account } from '../../../emulator/accounts.ts'
import { findAccountByEmail } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { publicJwks } from '../../../emulator/signing-keys.ts'
import { createUser } from '../create-user.ts'
import { notFound, refusal } from '../errors.ts'
import type { Instance } from '../instance.ts'
import { lookUp } from '../look-up.ts'
import { clerkSession } from '../objects/session.ts'
import { clerkUser } from '../objects/user.ts'
import { endSessions, statusOf } from '../sessions.ts'
import type { Session } from '../state.ts'
import { signSessionToken, signTemplateToken } from '../tokens.ts'

/** The Backend API, for whoever has the secret key, and the keys that everybody may have. */
export function backendApiRoutes(instance: Instance): Hono<EmulatorEnv> {
  const { state } = instance
  const app = new Hono<EmulatorEnv>()

  app.get('/.well-known/jwks.json', (c) => c.json(publicJwks(state.data.keys)))

  const onlyWithSecretKey = requireSecretKey(instance)
  for (const path of ['/v1/jwks', '/v1/users', '/v1/users/*', '/v1/sessions', '/v1/sessions/*']) {
    app.use(path, onlyWithSecretKey)
  }

  app.get('/v1/jwks', (c) => c.json(publicJwks(state.data.keys)))

  app.get('/v1/users', (c) => c.json(findUsers(c.req.queries('email_address')).map(send)))
  app.get('/v1/users/count', (c) =>
    c.json({
      object: 'total_count',
      total_count: findUsers(c.req.queries('email_address')).length,
    }),
  )
  app.post('/v1/users', async (c) => c.json(send(await createUser(instance, c))))
  app.get('/v1/users/:id', (c) => c.json(send(userOf(c.req.param('id')))))

  app.get('/v1/sessions', (c) => {
    const { user_id: userId, client_id: clientId, status } = c.req.query()
    const sessions = Object.values(state.data.sessions).filter(
      (session) =>
        session.userId === (userId ?? session.userId) &&
        session.clientId === (clientId ?? session.clientId) &&
        statusOf(instance, session) === (status ?? statusOf(instance, session)),
    )
    const data = sessions.map((session) => clerkSession(instance, session))
    return c.json(c.req.query('paginated') === 'true' ? { data, total_count: data.length } : data)
  })
  app.get('/v1/sessions/:id', (c) => c.json(clerkSession(instance, sessionOf(c.req.param('id')))))
  app.post('/v1/sessions/:id/revoke', (c) => {
    const session = sessionOf(c.req.param('id'))
    endSessions(instance, ({ id }) => id === session.id, 'revoked')
    return c.json(clerkSession(instance, session))
  })
  app.post('/v1/sessions/:id/tokens', async (c) => {
    const session = activeSessionOf(c.req.param('id'))
    return c.json({ object: 'token', jwt: await signSessionToken(instance, session, undefined) })
  })
  app.post('/v1/sessions/:id/tokens/:template', async (c) => {
    const session = activeSessionOf(c.req.param('id'))
    const template = c.req.param('template')
    const jwt = await signTemplateToken(instance, session, template, undefined)
    return c.json({ object: 'token', jwt })
  })

  return app

  function send(account: Account) {
    return clerkUser(instance, account)
  }

  function findUsers(emails: readonly string[] = []): Account[] {
    const { accounts } = state.data
    if (emails.length === 0) return Object.values(accounts)
    return emails.flatMap((email) => findAccountByEmail(accounts, email) ?? [])
  }

  function userOf(id: string): Account {
    const account = lookUp(state.data.accounts, id)
    if (!account) throw notFound('User', id)
    return account
  }

  function sessionOf(id: string): Session {
    const session = lookUp(state.data.sessions, id)
    if (!session) throw notFound('Session', id)
    return session
  }

  function activeSessionOf(id: string): Session {
    const session = sessionOf(id)
    if (statusOf(instance, session) !== 'active') throw notFound('Session', id)
    return session
  }
}

function requireSecretKey({ secretKey }: Instance) {
  return createMiddleware(async (c, next) => {
    const [, key] = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '') ?? []
    if (key === undefined) {
      throw refusal(
        401,
        'authorization_header_format_invalid',
        'Invalid Authorization header format',
        "Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'",
      )
    }
    if (key !== secretKey) {
      const message =
        'The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.'
      throw refusal(401, 'clerk_key_invalid', message)
    }
    return next()
  })
}
