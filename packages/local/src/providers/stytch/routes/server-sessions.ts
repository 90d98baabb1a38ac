import { Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { NotEmulated } from '../../../emulator/not-emulated.ts'
import { answer } from '../answers.ts'
import { durationSchema, readBody } from '../body.ts'
import { requireSecret } from '../credentials.ts'
import { refusal } from '../errors.ts'
import type { Project } from '../project.ts'
import { sessionBody, stytchSession } from '../session-body.ts'
import { sessionIdOf } from '../session-jwt.ts'
import { findSession, isLive, revokeSession, touchSession } from '../sessions.ts'
import type { Session } from '../state.ts'

const tokens = { session_token: z.string().optional(), session_jwt: z.string().optional() }
const authenticateSchema = z.strictObject({ ...tokens, session_duration_minutes: durationSchema })
const revokeSchema = z.strictObject({ ...tokens, session_id: z.string().optional() })

/** Sessions, as the app's server asks for them. */
export function serverSessionRoutes(project: Project): Hono<EmulatorEnv> {
  const guard = requireSecret(project)
  const app = new Hono<EmulatorEnv>()

  app.get('/', guard, (c) => {
    const { user_id: userId, ...foreign } = c.req.query()
    if (Object.keys(foreign).length > 0) {
      throw new NotEmulated(`${c.req.path} with ${Object.keys(foreign).join(', ')}`)
    }
    const live = project.state.data.sessions.filter(
      (session) => session.userId === userId && isLive(session, project.now()),
    )
    return answer(c, { sessions: live.map((session) => stytchSession(project, session)) })
  })

  app.post('/authenticate', guard, async (c) => {
    const { session_duration_minutes: minutes, ...named } = await readBody(c, authenticateSchema)
    const count = Object.keys(named).length
    if (count === 0) throw refusal('no_session_arguments')
    if (count > 1) throw refusal('too_many_session_arguments')
    const session = touchSession(project, await namedSession(project, named), minutes)
    return answer(c, await sessionBody(project, c, session))
  })

  app.post('/revoke', guard, async (c) => {
    const named = await readBody(c, revokeSchema)
    const count = Object.keys(named).length
    if (count === 0) throw refusal('no_session_revoke_arguments')
    if (count > 1) throw refusal('too_many_session_revoke_arguments')
    revokeSession(project, await namedSession(project, named))
    return answer(c)
  })

  return app
}

async function namedSession(
  project: Project,
  named: z.infer<typeof revokeSchema>,
): Promise<Session> {
  const { session_token: token, session_jwt: jwt } = named
  const id = jwt === undefined ? named.session_id : await sessionIdOf(project, jwt)
  if (jwt !== undefined && id === undefined) throw refusal('unable_to_parse_session_jwt')
  const session = findSession(project, (known) => known.token === token || known.id === id)
  if (!session) throw refusal('session_not_found')
  return session
}
