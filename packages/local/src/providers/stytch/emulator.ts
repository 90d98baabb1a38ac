import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { createEmulatorApp, type EmulatorEnv } from '../../emulator/app.ts'
import type { Clock } from '../../emulator/clock.ts'
import { listen } from '../../emulator/listen.ts'
import { createSendPage } from '../../emulator/pages/page.ts'
import { createProblems } from '../../emulator/problems.ts'
import type { Emulator, ProviderContext } from '../provider.ts'
import { allowDomains } from './cors.ts'
import { stytchHooks } from './hooks.ts'
import type { Project } from './project.ts'
import { browserRoutes } from './routes/browser.ts'
import { frontRoutes } from './routes/front.ts'
import { redirectRoutes } from './routes/redirect.ts'
import { serverRoutes } from './routes/server.ts'
import { openStytchState } from './state.ts'
import { stytchTheme } from './theme.ts'

/** Fields of requests that are no secret. */
const loggedFields: ReadonlySet<string> = new Set([
  'email',
  'login_magic_link_url',
  'method_id',
  'public_token',
  'session_id',
  'signup_magic_link_url',
  'stytch_token_type',
  'user_id',
])

/** Serves Stytch's surface with the state in `context.stateDir`, at the time that `now` tells. */
export async function startStytch(context: ProviderContext, now: Clock): Promise<Emulator> {
  const { emulatorUrl, appUrl, secrets, stateDir } = context
  const { projectId, secret, publicToken } = secrets
  if (!projectId || !secret || !publicToken) {
    throw new Error('the Stytch emulator needs the secrets projectId, secret and publicToken')
  }

  const project: Project = {
    appUrl,
    emulatorUrl,
    projectId,
    secret,
    publicToken,
    state: await openStytchState(stateDir),
    createAccountId: () => `user-test-${randomUUID()}`,
    now,
    sendPage: createSendPage(stytchTheme, []),
    unknown: createProblems(now),
  }

  const surface = new Hono<EmulatorEnv>()
  surface.route('/sdk/v1', browserRoutes(project))
  surface.route('/', redirectRoutes(project))
  surface.route('/v1', serverRoutes(project))
  surface.route('/', frontRoutes(project))

  const app = createEmulatorApp({
    surface,
    hooks: stytchHooks(project),
    crossOrigin: allowDomains(project),
    loggedFields,
    unknown: project.unknown,
    now,
  })
  return listen(app, emulatorUrl)
}
