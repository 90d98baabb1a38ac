import { Hono } from 'hono'
import { ulid } from 'ulid'
import { createEmulatorApp, type EmulatorEnv } from '../../emulator/app.ts'
import type { Clock } from '../../emulator/clock.ts'
import { listen } from '../../emulator/listen.ts'
import { createSendPage } from '../../emulator/pages/page.ts'
import { createProblems } from '../../emulator/problems.ts'
import type { Emulator, ProviderContext } from '../provider.ts'
import type { Authkit } from './authkit.ts'
import { workosHooks } from './hooks.ts'
import { apiRoutes } from './routes/api.ts'
import { authenticateRoutes } from './routes/authenticate.ts'
import { authorizeRoutes } from './routes/authorize.ts'
import { frontRoutes } from './routes/front.ts'
import { logoutRoutes } from './routes/logout.ts'
import { openWorkosState } from './state.ts'
import { workosTheme } from './theme.ts'

/** Fields of requests that are no secret. */
const loggedFields: ReadonlySet<string> = new Set([
  'client_id',
  'code_challenge_method',
  'email',
  'grant_type',
  'login_hint',
  'max_age',
  'prompt',
  'provider',
  'redirect_uri',
  'response_type',
  'return_to',
  'screen_hint',
  'session_id',
])

/** Serves WorkOS's surface with the state in `context.stateDir`, at the time that `now` tells. */
export async function startWorkos(context: ProviderContext, now: Clock): Promise<Emulator> {
  const { emulatorUrl, appUrl, secrets, stateDir } = context
  const { clientId, apiKey } = secrets
  if (!clientId || !apiKey)
    throw new Error('the WorkOS emulator needs the secrets clientId and apiKey')

  const authkit: Authkit = {
    appUrl,
    clientId,
    apiKey,
    issuer: `${emulatorUrl}/user_management/${clientId}`,
    redirectUris: [`${appUrl}/callback`],
    logoutUris: [appUrl, `${appUrl}/`],
    state: await openWorkosState(stateDir),
    createAccountId: () => `user_${ulid()}`,
    now,
    sendPage: createSendPage(workosTheme, [new URL(appUrl).origin]),
    unknown: createProblems(now),
  }

  const surface = new Hono<EmulatorEnv>()
  surface.use(async (c, next) => {
    await next()
    c.header('X-Request-ID', `req_${ulid()}`)
  })
  surface.route('/', authorizeRoutes(authkit))
  surface.route('/', authenticateRoutes(authkit))
  surface.route('/', apiRoutes(authkit))
  surface.route('/', logoutRoutes(authkit))
  surface.route('/', frontRoutes(authkit))

  const hooks = workosHooks(authkit)
  const app = createEmulatorApp({ surface, hooks, loggedFields, unknown: authkit.unknown, now })
  return listen(app, emulatorUrl)
}
