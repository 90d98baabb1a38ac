import { Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { stytchJwks } from '../certificate.ts'
import { refusal } from '../errors.ts'
import { endSessions, liveSessions, touchSession } from '../sessions.ts'
import type { Project, Session } from '../state.ts'
import { sessionBody, sessionIdOf, stytchSession } from '../tokens.ts'
import { answer, durationSchema, readBody, requireSecret } from './api.ts'
import { oauthRoutes } from './oauth.ts'
import { userRoutes } from './users.ts'

const tokens = { session_token: z.string().optional(), session_jwt: z.string().optional() }
const authenticateSchema = z.strictObject({ ...tokens, session_duration_minutes: durationSchema })
const revokeSchema = z.strictObject({ ...tokens, session_id: z.string().optional() })

/** The API that the app's server calls with the secret, at `/v1`; the keys need none. */
export function serverRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/sessions/jwks/:projectId', (c) => {
    if (c.req.param('projectId') !== project.projectId) throw refusal('project_not_found')
    return answer(c, { keys: stytchJwks(project.state.data.keys) })
  })

  for (const path of ['/sessions', '/sessions/*', '/users/*', '/oauth/*'])
    app.use(path, requireSecret(project))

  app.get('/sessions', (c) => {
    const userId = c.req.query('user_id')
    if (!userId) throw refusal('bad_request', 'user_id is required.')
    const live = liveSessions(project).filter((session) => session.userId === userId)
    return answer(c, { sessions: live.map((session) => stytchSession(project, session)) })
  })

  app.post('/sessions/authenticate', async (c) => {
    const { session_duration_minutes: minutes, ...named } = await readBody(c, authenticateSchema)
    const count = Object.keys(named).length
    if (count === 0) throw refusal('no_session_arguments')
    if (count > 1) throw refusal('too_many_session_arguments')
    const session = touchSession(project, await namedSession(project, named), minutes)
    return answer(c, await sessionBody(project, c, session))
  })

  app.post('/sessions/revoke', async (c) => {
    const body = await readBody(c, revokeSchema)
    const count = Object.keys(body).length
    if (count === 0) throw refusal('no_session_revoke_arguments')
    if (count > 1) throw refusal('too_many_session_revoke_arguments')
    const named = await namedSession(project, body)
    endSessions(project, (session) => session === named, 'revoked')
    return answer(c)
  })

  app.route('/users', userRoutes(project))
  app.route('/oauth', oauthRoutes(project))

  return app
}

async function namedSession(
  project: Project,
  named: z.infer<typeof revokeSchema>,
): Promise<Session> {
  const { session_token: token, session_jwt: jwt } = named
  const id = jwt === undefined ? named.session_id : await sessionIdOf(project, jwt)
  if (jwt !== undefined && id === undefined) throw refusal('unable_to_parse_session_jwt')
  const session = liveSessions(project).find((live) => live.token === token || live.id === id)
  if (!session) throw refusal('session_not_found')
  return session
}
