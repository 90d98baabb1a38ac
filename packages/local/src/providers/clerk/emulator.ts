import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { findAccountByEmail } from '../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import type { Clock } from '../../emulator/clock.ts'
import { hookInput } from '../../emulator/hooks.ts'
import { createMailEmulator } from '../../emulator/mailbox/emulator.ts'
import { createSendPage } from '../../emulator/pages/page.ts'
import type { Theme } from '../../emulator/pages/theme.ts'
import { createProblems } from '../../emulator/problems.ts'
import { serveEmulator } from '../../emulator/serve.ts'
import { createWebhooks } from '../../emulator/webhooks.ts'
import { words } from '../../emulator/words.ts'
import type { Handler } from '../../runtime/listen.ts'
import type { Emulator } from '../provider.ts'
import { errorBody } from './errors.ts'
import { createId } from './ids.ts'
import { identityPath } from './routes/attempts.ts'
import { backendRoutes } from './routes/backend.ts'
import { clientRoutes } from './routes/client.ts'
import { identityRoutes } from './routes/identity.ts'
import { listParameters } from './routes/lists.ts'
import { meRoutes } from './routes/me.ts'
import { scriptRoutes } from './routes/scripts.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { signInRoutes } from './routes/sign-ins.ts'
import { signUpRoutes } from './routes/sign-ups.ts'
import { endSessions, signOutUser } from './sessions.ts'
import { ownTemplateSchema, settingsSchema } from './settings.ts'
import { type ClerkContext, type Instance, openClerkState } from './state.ts'
import { backendUser } from './user.ts'
import { clerkWebhooks } from './webhooks.ts'

/** Names of the fields of requests that are not secret. */
const loggedFields = `__clerk_api_version __clerk_hs_reason _clerk_js_version _clerk_session_id _method
  email_address first_name format identifier intent last_name locale redirect_url strategy
  timezone`

/** What clerk-js and the app's middleware send along; another one is left out, as what another
 * version may send. */
const hints =
  words(`__clerk_api_version __clerk_db_jwt __clerk_hs_reason __session _clerk_js_version
  _clerk_retry_attempt _clerk_session_id _method debug expired_token format redirect_url suffixed_cookies`)
const frontendApi = words('/v1/client/* /v1/dev_browser /v1/environment /v1/me/*')

/** Serves Clerk's surface with the state in `context.stateDir`, at the time that `now` tells. */
export async function startClerk(
  context: ClerkContext,
  theme: Theme,
  now: Clock,
): Promise<Emulator> {
  const ownTemplates: Instance['ownTemplates'] = new Map()
  const instance: Instance = {
    ...context.secrets,
    appUrl: context.appUrl,
    insforgeJwtSecret: context.insforgeJwtSecret,
    state: await openClerkState(context.stateDir),
    ownTemplates,
    forget: () => ownTemplates.clear(),
    seeding: context.seeding,
    createAccountId: () => createId('user'),
    now,
    url: context.emulatorUrl,
    sendPage: createSendPage(theme, [new URL(context.appUrl).origin]),
    unknown: createProblems(now),
    webhooks: createWebhooks(context.webhookUrl, now, clerkWebhooks(context.secrets)),
    signOut: ({ id }) => signOutUser(instance, id),
  }

  const surface = new Hono<EmulatorEnv>()
  surface.use('/v1/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-store')
  })
  for (const routes of [
    clientRoutes,
    signUpRoutes,
    signInRoutes,
    sessionRoutes,
    meRoutes,
    backendRoutes,
    scriptRoutes,
    identityRoutes,
  ]) {
    surface.route('/', routes(instance))
  }

  const app = createMailEmulator(instance, {
    title: theme.service,
    surface,
    crossOrigin,
    errorBody,
    query: {
      ...Object.fromEntries(frontendApi.map((path) => [path, { hints }])),
      ...listParameters,
      [identityPath]: ['attempt'],
    },
    loggedFields,
    describe: backendUser,
    endSessions: (how) => (accountId) =>
      endSessions(instance, ({ userId }) => userId === (accountId ?? userId), how),
    settingsSchema,
    hooks: { template: (c) => setTemplate(instance, c) },
  })
  return serveEmulator(overrideMethod(app), surface, context.emulatorUrl, instance.webhooks)
}

async function setTemplate({ state, ownTemplates }: Instance, c: Context): Promise<Response> {
  const schema = ownTemplateSchema.extend({ email: z.string() })
  const { email, ...template } = await hookInput(c, schema)
  const account = findAccountByEmail(state.data.accounts, email)
  if (!account) return c.json({ message: 'no account has that e-mail address' }, 404)
  ownTemplates.set(account.id, template)
  return c.body(null, 204)
}

const allowAll = cors({
  origin: (origin) => origin,
  credentials: true,
  allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposeHeaders: ['Clerk-Db-Jwt', 'Retry-After'],
  maxAge: 600,
})

/**
 * Lets pages of any origin read what Clerk's APIs answer, as a development instance does: it does
 * not know where its app is. They send a dev browser's id, which no page of another site has.
 */
const crossOrigin = createMiddleware<EmulatorEnv>((c, next) =>
  /^\/(v1|npm|\.well-known)\//.test(c.req.path) ? allowAll(c, next) : next(),
)

/**
 * Answers a POST with `_method` in its query as a request of that method. clerk-js sends all its
 * requests so: browsers ask no permission (CORS) before a GET or a POST.
 */
function overrideMethod(app: Handler): Handler {
  return {
    async fetch(request, bindings) {
      const method = new URL(request.url).searchParams.get('_method') ?? ''
      if (request.method !== 'POST' || !['PUT', 'PATCH', 'DELETE'].includes(method)) {
        return app.fetch(request, bindings)
      }
      const { url, headers } = request
      const body = await request.text()
      return app.fetch(new Request(url, { method, headers, body }), bindings)
    },
  }
}
