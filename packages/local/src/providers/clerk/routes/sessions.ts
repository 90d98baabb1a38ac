import { type Context, Hono } from 'hono'
import { alterToken } from '../../../emulator/alter-token.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { answer } from '../answer.ts'
import { clientOf } from '../clients.ts'
import { notFound, signedOut } from '../errors.ts'
import type { Instance } from '../instance.ts'
import { ownSession } from '../objects/session.ts'
import { activeSession, endSessions } from '../sessions.ts'
import type { Client, Session } from '../state.ts'
import { signSessionToken, signTemplateToken } from '../tokens.ts'

const path = '/v1/client/sessions/:id'

/** What a browser does with the session that is live in it. */
export function sessionRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const send = async (c: Context, [client, session]: [Client, Session]) =>
    answer(instance, c, client, await ownSession(instance, session, c.req.header('origin')))
  const use = (session: Session) =>
    instance.state.change(() => {
      session.lastActiveAt = instance.now()
    })

  app.get(path, (c) => send(c, currentSession(instance, c)))

  app.post(`${path}/touch`, (c) => {
    const current = currentSession(instance, c)
    use(current[1])
    return send(c, current)
  })

  app.post(`${path}/tokens`, async (c) => {
    const [, session] = currentSession(instance, c)
    use(session)
    const token = await signSessionToken(instance, session, c.req.header('origin'))
    const alteration = c.get('alterToken')
    const isAltered = alteration?.token === 'session_jwt'
    const jwt = isAltered ? await alterToken(instance.state.data.keys, token, alteration) : token
    return c.json({ object: 'token', jwt })
  })

  app.post(`${path}/tokens/:template`, async (c) => {
    const [, session] = currentSession(instance, c)
    const template = c.req.param('template')
    const jwt = await signTemplateToken(instance, session, template, c.req.header('origin'))
    return c.json({ object: 'token', jwt })
  })

  for (const [action, how] of [
    ['end', 'ended'],
    ['remove', 'removed'],
  ] as const) {
    app.post(`${path}/${action}`, (c) => {
      const current = currentSession(instance, c)
      endSessions(instance, ({ id }) => id === current[1].id, how)
      return send(c, current)
    })
  }

  return app
}

/** The session of that id, when it is the one that is live in this browser. */
function currentSession(instance: Instance, c: Context): [Client, Session] {
  const client = clientOf(instance, c)
  const session = activeSession(instance, client)
  if (!session) throw signedOut()
  const id = c.req.param('id') ?? ''
  if (session.id !== id) throw notFound('Session', id)
  return [client, session]
}
