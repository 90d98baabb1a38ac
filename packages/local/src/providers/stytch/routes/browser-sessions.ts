import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { answerSdk } from '../answers.ts'
import { durationSchema, readBody } from '../body.ts'
import { requirePublicToken, shownSessionToken } from '../credentials.ts'
import { refusal } from '../errors.ts'
import { accountOf } from '../people.ts'
import type { Project } from '../project.ts'
import { sdkSessionBody } from '../session-body.ts'
import { findSession, revokeSession, touchSession } from '../sessions.ts'
import type { Session } from '../state.ts'
import { stytchUser } from '../user.ts'

const authenticateSchema = z.strictObject({ session_duration_minutes: durationSchema })
const nothingSchema = z.strictObject({})

/** The session of the browser that asks, and its user. */
export function browserSessionRoutes(project: Project): Hono<EmulatorEnv> {
  const guard = requirePublicToken(project)
  const app = new Hono<EmulatorEnv>()

  app.post('/sessions/authenticate', guard, async (c) => {
    const body = await readBody(c, authenticateSchema)
    const session = touchSession(project, shownSession(project, c), body.session_duration_minutes)
    return answerSdk(c, await sdkSessionBody(project, c, session))
  })

  app.post('/sessions/revoke', guard, async (c) => {
    await readBody(c, nothingSchema)
    revokeSession(project, shownSession(project, c))
    return answerSdk(c)
  })

  app.get('/users/me', guard, (c) =>
    answerSdk(c, stytchUser(accountOf(project, shownSession(project, c)))),
  )

  return app
}

function shownSession(project: Project, c: Context): Session {
  const token = shownSessionToken(c, project)
  if (token === undefined) throw refusal('user_unauthenticated')
  const session = findSession(project, (known) => known.token === token)
  if (!session) throw refusal('session_not_found')
  return session
}
