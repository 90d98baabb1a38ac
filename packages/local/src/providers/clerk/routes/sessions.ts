import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { alterToken } from '../../../emulator/signing-keys.ts'
import { notFound } from '../errors.ts'
import { endSessions } from '../sessions.ts'
import type { Instance, Session } from '../state.ts'
import { signSessionToken, signTemplateToken } from '../tokens.ts'
import { answer, formOf, ownSession, whoAsks } from './api.ts'

const path = '/v1/client/sessions/:id'

/** No organization is active here: clerk-js sends an empty id. */
const noOrganization = z.literal('').optional()
/** `tab_state` says whether the page is looked at, `force_origin` that no cache may answer; neither
 * changes the token. */
const tokenSchema = z.object({
  organization_id: noOrganization,
  tab_state: z.enum(['focused', 'visible', 'hidden']).optional(),
  force_origin: z.literal('true').optional(),
})
const touchSchema = z.object({
  active_organization_id: noOrganization,
  intent: z.string().optional(),
})

/** What a browser does with the session that is live in it. */
export function sessionRoutes(instance: Instance): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const send = async (c: Context, { client, session }: ReturnType<typeof whoAsks>) =>
    answer(instance, c, client, await ownSession(instance, c, session))
  const use = (session: Session) =>
    instance.state.change(() => {
      session.lastActiveAt = instance.now()
    })

  app.get(path, (c) => send(c, current(instance, c)))

  app.post(`${path}/touch`, async (c) => {
    const mine = current(instance, c)
    await formOf(instance, c, touchSchema)
    use(mine.session)
    return send(c, mine)
  })

  app.post(`${path}/tokens`, async (c) => {
    const { session } = current(instance, c)
    await formOf(instance, c, tokenSchema)
    use(session)
    const token = await signSessionToken(instance, session, c.req.header('origin'))
    const alteration = c.get('alterToken')
    const isAltered = alteration?.token === 'session_jwt'
    const jwt = isAltered ? await alterToken(instance.state.data.keys, token, alteration) : token
    return c.json({ object: 'token', jwt })
  })

  app.post(`${path}/tokens/:template`, async (c) => {
    const { session } = current(instance, c)
    await formOf(instance, c, tokenSchema)
    const template = c.req.param('template')
    const jwt = await signTemplateToken(instance, session, template, c.req.header('origin'))
    return c.json({ object: 'token', jwt })
  })

  for (const [action, how] of [
    ['end', 'ended'],
    ['remove', 'removed'],
  ] as const) {
    app.post(`${path}/${action}`, (c) => {
      const mine = current(instance, c)
      endSessions(instance, ({ id }) => id === mine.session.id, how)
      return send(c, mine)
    })
  }

  return app
}

/** Who is signed in, when their session is the one of that id. */
function current(instance: Instance, c: Context) {
  const mine = whoAsks(instance, c)
  const id = c.req.param('id') ?? ''
  if (mine.session.id !== id) throw notFound('Session', id)
  return mine
}
