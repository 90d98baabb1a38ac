import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { ownerOf } from '../../../emulator/mailbox/emulator.ts'
import { refusal } from '../errors.ts'
import { projectName } from '../pages/mails.ts'
import { endSessions, liveSessions, touchSession } from '../sessions.ts'
import type { Project, Session } from '../state.ts'
import { stytchUser } from '../user.ts'
import {
  answer,
  answerSession,
  durationSchema,
  readBody,
  requirePublicToken,
  shownSessionToken,
} from './api.ts'
import { magicLinkRoutes } from './magic-links.ts'
import { oauthRoutes } from './oauth.ts'
import { passcodeRoutes } from './passcodes.ts'

const authenticateSchema = z.strictObject({ session_duration_minutes: durationSchema })

/** The API that the browser's SDK calls from the app's pages, at `/sdk/v1`. */
export function browserRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  // The SDK sends its events without credentials and does not read the answer.
  app.post('/events', (c) => c.json({}))

  app.use(requirePublicToken(project))

  app.get('/projects/bootstrap/:publicToken', (c) => {
    if (c.req.param('publicToken') !== project.publicToken) throw refusal('project_not_found')
    const { requirePkce } = project.state.data.settings
    return answer(c, {
      project_name: projectName,
      disable_sdk_watermark: true,
      cname_domain: null,
      email_domains: ['example.com'],
      captcha_settings: { enabled: false },
      pkce_required_for_email_magic_links: requirePkce,
      pkce_required_for_oauth: requirePkce,
      pkce_required_for_password_resets: requirePkce,
      pkce_required_for_sso: requirePkce,
      slug_pattern: null,
      create_organization_enabled: false,
      password_config: null,
      dfp_protected_auth_enabled: false,
      rbac_policy: { roles: [], resources: [], scopes: [] },
      siwe_required_for_crypto_wallets: false,
      vertical: 'CONSUMER',
    })
  })

  app.route('/magic_links', magicLinkRoutes(project))
  app.route('/otps', passcodeRoutes(project))
  app.route('/oauth', oauthRoutes(project))

  app.post('/sessions/authenticate', async (c) => {
    const { session_duration_minutes: minutes } = await readBody(c, authenticateSchema)
    const session = touchSession(project, shownSession(project, c), minutes)
    return answerSession(project, c, session)
  })

  app.post('/sessions/revoke', async (c) => {
    await readBody(c, z.strictObject({}))
    const shown = shownSession(project, c)
    endSessions(project, (session) => session === shown, 'revoked')
    return answer(c)
  })

  app.get('/users/me', (c) => answer(c, stytchUser(ownerOf(project, shownSession(project, c)))))

  return app
}

function shownSession(project: Project, c: Context): Session {
  const token = shownSessionToken(c, project)
  if (token === undefined) throw refusal('user_unauthenticated')
  const session = liveSessions(project).find((live) => live.token === token)
  if (!session) throw refusal('session_not_found')
  return session
}
