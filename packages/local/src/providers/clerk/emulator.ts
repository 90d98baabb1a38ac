import { Hono } from 'hono'
import { createEmulatorApp, type EmulatorEnv } from '../../emulator/app.ts'
import type { Clock } from '../../emulator/clock.ts'
import { listen } from '../../emulator/listen.ts'
import { createSendPage } from '../../emulator/pages/page.ts'
import { createProblems } from '../../emulator/problems.ts'
import type { Emulator, ProviderContext } from '../provider.ts'
import { cors } from './cors.ts'
import { clerkHooks } from './hooks.ts'
import { createId } from './ids.ts'
import type { Instance } from './instance.ts'
import { overrideMethod } from './method-override.ts'
import { frontendApiHost, publishableKey } from './publishable-key.ts'
import { backendApiRoutes } from './routes/backend-api.ts'
import { clientRoutes } from './routes/client.ts'
import { frontRoutes } from './routes/front.ts'
import { handshakeRoutes } from './routes/handshake.ts'
import { meRoutes } from './routes/me.ts'
import { scriptRoutes } from './routes/scripts.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { signInRoutes } from './routes/sign-ins.ts'
import { signUpRoutes } from './routes/sign-ups.ts'
import { openClerkState } from './state.ts'
import { clerkTheme } from './theme.ts'

/** Fields of requests that are no secret. */
const loggedFields: ReadonlySet<string> = new Set([
  '__clerk_api_version',
  '__clerk_hs_reason',
  '_clerk_js_version',
  '_clerk_session_id',
  '_method',
  'email_address',
  'first_name',
  'format',
  'identifier',
  'intent',
  'last_name',
  'locale',
  'redirect_url',
  'strategy',
])

/** Serves Clerk's surface with the state in `context.stateDir`, at the time that `now` tells. */
export async function startClerk(context: ProviderContext, now: Clock): Promise<Emulator> {
  const { emulatorUrl, appUrl, secrets, stateDir, insforgeJwtSecret } = context
  const { secretKey } = secrets
  if (!secretKey) throw new Error('the Clerk emulator needs the secret secretKey')

  const instance: Instance = {
    appUrl,
    publishableKey: publishableKey(frontendApiHost),
    secretKey,
    issuer: `https://${frontendApiHost}`,
    insforgeJwtSecret,
    state: await openClerkState(stateDir),
    ownTemplates: new Map(),
    createAccountId: () => createId('user'),
    now,
    sendPage: createSendPage(clerkTheme, []),
    unknown: createProblems(now),
  }

  const surface = new Hono<EmulatorEnv>()
  surface.use('/v1/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  for (const routes of [
    clientRoutes,
    handshakeRoutes,
    signUpRoutes,
    signInRoutes,
    sessionRoutes,
    meRoutes,
    backendApiRoutes,
    scriptRoutes,
    frontRoutes,
  ]) {
    surface.route('/', routes(instance))
  }

  const hooks = clerkHooks(instance)
  const { unknown } = instance
  const app = createEmulatorApp({ surface, around: cors, hooks, loggedFields, unknown, now })
  return listen(overrideMethod(app), emulatorUrl)
}
