import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { endHook } from '../../emulator/account-hooks.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import type { Clock } from '../../emulator/clock.ts'
import { createMailEmulator } from '../../emulator/mailbox/emulator.ts'
import { createSendPage } from '../../emulator/pages/page.ts'
import type { Theme } from '../../emulator/pages/theme.ts'
import { createProblems } from '../../emulator/problems.ts'
import { serveEmulator } from '../../emulator/serve.ts'
import { createWebhooks } from '../../emulator/webhooks.ts'
import type { Emulator } from '../provider.ts'
import { errorBody } from './errors.ts'
import { redirectParameters, redirectPath } from './pages/mails.ts'
import { allowDomains } from './routes/api.ts'
import { browserRoutes } from './routes/browser.ts'
import { identityPath, identityRoutes, startParameters, startPath } from './routes/identity.ts'
import { redirectRoutes } from './routes/magic-links.ts'
import { serverRoutes } from './routes/server.ts'
import { endSessions } from './sessions.ts'
import { settingsSchema } from './settings.ts'
import { openStytchState, type Project, type StytchContext } from './state.ts'
import { stytchUser } from './user.ts'
import { stytchWebhooks } from './webhooks.ts'

/** Names of the fields of requests that are not secret. */
const loggedFields = `email login_magic_link_url method_id public_token session_id signup_magic_link_url
  stytch_token_type user_id`

/** Serves Stytch's surface with the state in `context.stateDir`, at the time that `now` tells. */
export async function startStytch(
  context: StytchContext,
  theme: Theme,
  now: Clock,
): Promise<Emulator> {
  const project: Project = {
    ...context.secrets,
    appUrl: context.appUrl,
    emulatorUrl: context.emulatorUrl,
    state: await openStytchState(context.stateDir),
    createAccountId: () => `user-test-${randomUUID()}`,
    seeding: context.seeding,
    now,
    sendPage: createSendPage(theme, [new URL(context.appUrl).origin]),
    unknown: createProblems(now),
    webhooks: createWebhooks(context.webhookUrl, now, stytchWebhooks(context.secrets)),
  }

  const surface = new Hono<EmulatorEnv>()
  surface.route('/sdk/v1', browserRoutes(project))
  surface.route('/', redirectRoutes(project))
  surface.route('/', identityRoutes(project))
  surface.route('/v1', serverRoutes(project))

  const app = createMailEmulator(project, {
    title: theme.service,
    surface,
    crossOrigin: allowDomains(project),
    errorBody,
    query: {
      '/v1/sessions': ['user_id'],
      [redirectPath]: redirectParameters,
      [startPath]: startParameters,
      [identityPath]: startParameters,
    },
    loggedFields,
    describe: stytchUser,
    endSessions: (how) => (userId) =>
      endSessions(project, (session) => session.userId === (userId ?? session.userId), how),
    settingsSchema,
    hooks: { 'tokens/expire': endHook(project, (userId) => expireMailed(project, userId)) },
  })
  return serveEmulator(app, surface, context.emulatorUrl, project.webhooks)
}

/** Lets the links and codes expire that were sent to that user, or to all; returns them. */
function expireMailed({ state, now }: Project, userId: string | undefined): string[] {
  return state.change(({ links, passcodes }) => {
    const good = [...links, ...passcodes].filter(
      (sent) => !sent.used && sent.expiresAt > now() && sent.userId === (userId ?? sent.userId),
    )
    for (const sent of good) sent.expiresAt = now()
    return good.map((sent) => ('token' in sent ? sent.token : sent.code))
  })
}
