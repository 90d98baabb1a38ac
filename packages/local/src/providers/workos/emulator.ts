import { type Context, Hono } from 'hono'
import { ulid } from 'ulid'
import {
  type End,
  endHook,
  keyHooks,
  settingHooks,
  userHookNames,
  userHooks,
} from '../../emulator/account-hooks.ts'
import { createEmulatorApp, type EmulatorEnv } from '../../emulator/app.ts'
import { forApp } from '../../emulator/for-app.ts'
import { commonHooks } from '../../emulator/hooks.ts'
import {
  mailboxPath,
  mailboxRoutes,
  mailHookNames,
  mailHooks,
} from '../../emulator/mailbox/mailbox.ts'
import { indexPage } from '../../emulator/pages/page.ts'
import type { Theme } from '../../emulator/pages/theme.ts'
import { passwordResetRoutes } from '../../emulator/password-reset.ts'
import { serveEmulator } from '../../emulator/serve.ts'
import { publicJwks } from '../../emulator/signing-keys.ts'
import { createWebhooks } from '../../emulator/webhooks.ts'
import { words } from '../../emulator/words.ts'
import type { Emulator, ProviderContext } from '../provider.ts'
import { errorBody } from './errors.ts'
import { authorizePath, resetPath } from './pages/sign-in.ts'
import { authenticateRoutes } from './routes/authenticate.ts'
import { authorizeRoutes, identityPath } from './routes/authorize.ts'
import { emailRoutes } from './routes/emails.ts'
import { logoutPath, logoutRoutes } from './routes/logout.ts'
import { authorizeParameters } from './routes/request.ts'
import { listParameters, userRoutes, usersPath } from './routes/users.ts'
import { endSessions } from './sessions.ts'
import { settingsSchema } from './settings.ts'
import { type Authkit, openWorkosState } from './state.ts'
import { workosUser } from './user.ts'
import { workosWebhooks } from './webhooks.ts'

/** Fields of requests that are not secret. */
const loggedFields: ReadonlySet<string> = new Set(
  words(`client_id code_challenge_method email grant_type login_hint max_age prompt provider
    redirect_uri response_type return_to screen_hint session_id`),
)

/** Serves WorkOS's surface with the state in `stateDir`. */
export async function startWorkos(
  context: ProviderContext<Record<'apiKey' | 'clientId' | 'webhookSecret', string>>,
  theme: Theme,
): Promise<Emulator> {
  const { emulatorUrl, appUrl, stateDir } = context
  const { clientId, apiKey, webhookSecret } = context.secrets
  const common = forApp(context, theme)
  const authkit: Authkit = {
    ...common,
    url: emulatorUrl,
    clientId,
    apiKey,
    issuer: `${emulatorUrl}/user_management/${clientId}`,
    redirectUris: [`${appUrl}/callback`],
    state: await openWorkosState(stateDir),
    createAccountId: () => `user_${ulid()}`,
    webhooks: createWebhooks(context.webhookUrl, common.now, workosWebhooks(webhookSecret)),
  }

  const surface = new Hono<EmulatorEnv>()
  surface.use(async (c, next) => {
    await next()
    c.header('X-Request-ID', `req_${ulid()}`)
  })
  surface.get('/sso/jwks/:clientId', (c) =>
    c.req.param('clientId') === clientId
      ? c.json(publicJwks(authkit.state.data.keys))
      : c.json({ message: 'Not Found' }, 404),
  )
  for (const routes of [
    authorizeRoutes,
    authenticateRoutes,
    userRoutes,
    emailRoutes,
    logoutRoutes,
    mailboxRoutes,
  ]) {
    surface.route('/', routes(authkit))
  }
  surface.route('/', passwordResetRoutes(authkit, resetPath))
  surface.get('/', (c) => sendFrontPage(authkit, c))

  const { unknown, now, webhooks } = authkit
  const hooks = workosHooks(authkit)
  const query = {
    [authorizePath]: authorizeParameters,
    [identityPath]: authorizeParameters,
    [resetPath]: ['token'],
    [logoutPath]: ['session_id', 'return_to'],
    [usersPath]: listParameters,
  }
  const parts = { surface, hooks, errorBody, query, loggedFields, unknown, now, webhooks }
  return serveEmulator(createEmulatorApp(parts), surface, emulatorUrl, webhooks)
}

const hookList = [
  ...userHookNames,
  ...mailHookNames,
  'POST /_emulate/sessions/expire',
  'POST /_emulate/sessions/revoke',
  'GET, POST /_emulate/settings',
  'POST /_emulate/keys/rotate',
]

/** What `hookList` names, to be mounted at `/_emulate`. */
function workosHooks(authkit: Authkit): Hono<EmulatorEnv> {
  const end =
    (how: 'expired' | 'revoked'): End =>
    (accountId) =>
      endSessions(authkit, ({ userId }) => userId === (accountId ?? userId), how)

  const app = new Hono<EmulatorEnv>()
  app.route('/', userHooks(authkit, workosUser))
  app.route('/', mailHooks(authkit))
  app.post('/sessions/expire', endHook(authkit, end('expired')))
  app.post('/sessions/revoke', endHook(authkit, end('revoked')))
  app.route('/', settingHooks(authkit.state, settingsSchema))
  app.route('/', keyHooks(authkit.state))
  return app
}

/** For a developer who opens the emulator's address. */
function sendFrontPage(authkit: Authkit, c: Context): Promise<Response> {
  return authkit.sendPage(c, {
    title: 'WorkOS, on this machine',
    wide: true,
    content: indexPage({
      purpose: `Signs people in to ${authkit.appUrl} the way WorkOS AuthKit would, and keeps their mail.`,
      mailbox: mailboxPath,
      emails: Object.values(authkit.state.data.accounts).map(({ email }) => email),
      hooks: [...commonHooks, ...hookList],
    }),
  })
}
