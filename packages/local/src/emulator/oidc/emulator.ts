import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AdapterPayload } from 'oidc-provider'
import { type End, endHook, keyHooks, userHookNames, userHooks } from '../account-hooks.ts'
import type { Account } from '../accounts.ts'
import { createEmulatorApp } from '../app.ts'
import type { EmulatorEnv } from '../env.ts'
import { commonHooks } from '../hooks.ts'
import { mailboxPath, mailboxRoutes, mailHookNames, mailHooks } from '../mailbox/mailbox.ts'
import { indexPage } from '../pages/page.ts'
import { passwordResetRoutes } from '../password-reset.ts'
import type { QueryParameters } from '../query.ts'
import { type Emulator, serveEmulator } from '../serve.ts'
import { publicJwks } from '../signing-keys.ts'
import { verifyLinkRoutes } from '../verification.ts'
import { askProvider } from './ask-provider.ts'
import { createProvider } from './provider.ts'
import { endRecords } from './records.ts'
import { authorizeRoutes } from './routes/authorize.ts'
import { identityRoutes } from './routes/identity.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { tokenRoutes } from './routes/token.ts'
import type { RunningTenant, Tenant } from './tenant.ts'

/** Names of the standard's fields that are not secrets. */
const loggedFields =
  'client_id code_challenge_method email grant_type login_hint max_age prompt redirect_uri response_type scope screen'

/** What a vendor adds to what all emulators on oidc-provider have. */
export interface VendorParts {
  readonly title: string
  /** Routes beside those of the standard. */
  readonly routes: (tenant: RunningTenant) => Hono<EmulatorEnv>
  readonly hooks: Hono<EmulatorEnv>
  /** The query parameters of those routes, by path. */
  readonly query: QueryParameters
  /** Names of the vendor's own fields that are not secrets. */
  readonly loggedFields: readonly string[]
  /** A user in the vendor's words, for the hooks. */
  readonly describe: (account: Account) => object
}

/** Sends a browser that asks for a page at another name of this machine to where its cookies are. */
function atHome({ url, vendor: { paths, otherPages } }: Tenant) {
  const pages = [paths.authorize, paths.signIn, paths.logout, ...otherPages]
  return createMiddleware<EmulatorEnv>(async (c, next) => {
    const { host, pathname, search } = new URL(c.req.url)
    const isAway = host !== new URL(url).host
    const isPage = pages.some((page) => pathname === page || pathname.startsWith(`${page}/`))
    return c.req.method === 'GET' && isAway && isPage ? c.redirect(url + pathname + search) : next()
  })
}

/** Serves the tenant at its URL. */
export function startOidcEmulator(tenant: Tenant, parts: VendorParts): Promise<Emulator> {
  let provider = createProvider(tenant)
  const running: RunningTenant = { ...tenant, provider: () => provider }

  const { vendor } = tenant
  const { paths } = vendor
  const surface = new Hono<EmulatorEnv>()
  surface.route('/', authorizeRoutes(running))
  surface.route('/', signInRoutes(running))
  surface.route('/', identityRoutes(running))
  surface.route('/', tokenRoutes(running))
  surface.get('/.well-known/openid-configuration', async (c) => {
    const answer = await askProvider(running, c)
    const document = JSON.parse(await answer.text())
    // Neither vendor names itself in the return URL: see `authorize.ts`.
    delete document.authorization_response_iss_parameter_supported
    const claims_supported = [...Object.values(vendor.claims).flat(), 'auth_time', 'iss']
    return c.json({ ...document, claims_supported, response_modes_supported: ['query'] })
  })
  surface.route('/', passwordResetRoutes(running, paths.resetPassword))
  if (vendor.verifyPath) surface.route('/', verifyLinkRoutes(running, vendor.verifyPath))
  surface.route('/', mailboxRoutes(running))
  surface.get(paths.jwks, (c) => c.json(publicJwks(tenant.state.data.keys)))
  surface.route('/', parts.routes(running))
  surface.get('/', (c) =>
    tenant.sendPage(c, {
      title: `${parts.title}, on this machine`,
      wide: true,
      content: indexPage({
        purpose: `Signs people in to ${tenant.appUrl} the way ${parts.title} would, and keeps their mail.`,
        mailbox: mailboxPath,
        emails: Object.values(tenant.state.data.accounts).map(({ email }) => email),
        hooks: [...commonHooks, ...oidcHookList],
      }),
    }),
  )

  const hooks = oidcHooks(tenant, parts.describe, () => {
    provider = createProvider(tenant)
  })
  hooks.route('/', parts.hooks)
  const app = createEmulatorApp({
    surface,
    around: atHome(running),
    hooks,
    errorBody: vendor.errorBody,
    query: {
      [paths.authorize]: vendor.authorizeParameters,
      [`${paths.signIn}/*`]: ['screen', 'email'],
      [paths.logout]: vendor.logoutParameters,
      [paths.resetPassword]: ['token'],
      ...(vendor.verifyPath && { [vendor.verifyPath]: ['ticket'] }),
      ...parts.query,
    },
    loggedFields: new Set([...loggedFields.split(' '), ...parts.loggedFields]),
    unknown: tenant.unknown,
    now: tenant.now,
    webhooks: tenant.webhooks,
  })
  return serveEmulator(app, surface, tenant.url, tenant.webhooks)
}

/** What `oidcHooks` mounts, and the settings, for the front page. */
const oidcHookList: readonly string[] = [
  ...userHookNames,
  ...mailHookNames,
  'POST /_emulate/sessions/expire',
  'POST /_emulate/sessions/revoke',
  'POST /_emulate/tokens/expire',
  'GET, POST /_emulate/settings',
  'POST /_emulate/keys/rotate',
]

const tokens: readonly (string | undefined)[] = ['AccessToken', 'AuthorizationCode', 'RefreshToken']

/** The hooks of every emulator on oidc-provider, to be mounted at `/_emulate`. */
function oidcHooks(
  tenant: Tenant,
  describe: (account: Account) => object,
  onKeysRotated: () => void,
): Hono<EmulatorEnv> {
  const isOf = (accountId: string | undefined, record: AdapterPayload) =>
    record.accountId !== undefined && record.accountId === (accountId ?? record.accountId)
  const endSessions: End = (id) => endRecords(tenant, (record) => isOf(id, record))
  const endTokens: End = (id) =>
    endRecords(tenant, (record) => tokens.includes(record.kind) && isOf(id, record))

  const app = new Hono<EmulatorEnv>()
  app.route('/', userHooks(tenant, describe))
  app.route('/', mailHooks(tenant))
  app.post('/sessions/expire', endHook(tenant, endSessions))
  app.post('/sessions/revoke', endHook(tenant, endSessions))
  app.post('/tokens/expire', endHook(tenant, endTokens))
  app.route('/', keyHooks(tenant.state, onKeysRotated))
  return app
}
