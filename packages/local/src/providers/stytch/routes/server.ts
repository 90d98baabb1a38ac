import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { publicJwks } from '../../../emulator/signing-keys.ts'
import { answer } from '../answers.ts'
import { requireSecret } from '../credentials.ts'
import { refusal } from '../errors.ts'
import { findAccount } from '../people.ts'
import type { Project } from '../project.ts'
import { stytchUser } from '../user.ts'
import { serverSessionRoutes } from './server-sessions.ts'

/** The API that the app's server calls with the secret, at `/v1`; the keys need none. */
export function serverRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/sessions/jwks/:projectId', (c) => {
    if (c.req.param('projectId') !== project.projectId) throw refusal('project_not_found')
    return answer(c, publicJwks(project.state.data.keys))
  })

  app.route('/sessions', serverSessionRoutes(project))

  app.get('/users/:id', requireSecret(project), (c) => {
    const account = findAccount(project, c.req.param('id'))
    if (!account) throw refusal('user_not_found')
    return answer(c, stytchUser(account))
  })

  return app
}
