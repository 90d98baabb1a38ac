import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { answerSdk } from '../answers.ts'
import { requirePublicToken } from '../credentials.ts'
import { refusal } from '../errors.ts'
import { projectName } from '../letters.ts'
import type { Project } from '../project.ts'
import { browserMagicLinkRoutes } from './browser-magic-links.ts'
import { browserPasscodeRoutes } from './browser-passcodes.ts'
import { browserSessionRoutes } from './browser-sessions.ts'

/** The API that the browser's SDK calls from the app's pages, at `/sdk/v1`. */
export function browserRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  // The SDK sends its events without credentials and does not read the answer.
  app.post('/events', (c) => c.json({}))

  app.get('/projects/bootstrap/:publicToken', requirePublicToken(project), (c) => {
    if (c.req.param('publicToken') !== project.publicToken) throw refusal('project_not_found')
    const { requirePkce } = project.state.data.settings
    return answerSdk(c, {
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

  app.route('/magic_links', browserMagicLinkRoutes(project))
  app.route('/otps', browserPasscodeRoutes(project))
  app.route('/', browserSessionRoutes(project))
  return app
}
