import { randomBytes } from 'node:crypto'
import { type End, endHook, settingHooks } from '../../emulator/account-hooks.ts'
import { forApp } from '../../emulator/for-app.ts'
import { startOidcEmulator } from '../../emulator/oidc/emulator.ts'
import type { Tenant } from '../../emulator/oidc/tenant.ts'
import type { Theme } from '../../emulator/pages/theme.ts'
import { createWebhooks } from '../../emulator/webhooks.ts'
import type { Emulator, ProviderContext } from '../provider.ts'
import type { Action } from './action/run.ts'
import { emailRoutes } from './routes/emails.ts'
import { auth0Routes } from './routes/index.ts'
import { managementParameters, userRoutes } from './routes/users.ts'
import { auth0SettingsSchema } from './settings.ts'
import { openAuth0State, profileOf } from './state.ts'
import { auth0User } from './user.ts'
import { auth0Vendor } from './vendor.ts'
import { auth0Webhooks } from './webhooks.ts'

/** What the app and the emulator share. The management client is a machine application's. */
export type Auth0Secrets = Readonly<
  Record<
    | 'clientId'
    | 'clientSecret'
    | 'managementClientId'
    | 'managementClientSecret'
    | 'eventStreamToken',
    string
  >
>

/** Serves Auth0's surface with the state in `stateDir`, and runs the Action in that file. */
export async function startAuth0(
  context: ProviderContext<Auth0Secrets>,
  domain: string,
  theme: Theme,
  actionFile: string,
): Promise<Emulator> {
  const { emulatorUrl, appUrl, stateDir } = context
  const { eventStreamToken, clientId, clientSecret, managementClientId, managementClientSecret } =
    context.secrets
  const common = forApp(context, theme)
  const state = await openAuth0State(stateDir)
  const action: Action = { state, file: actionFile, appName: 'Todos' }
  const issuer = `${domain}/`
  const redirectUri = `${appUrl}/auth/callback`
  const tenant: Tenant = {
    ...common,
    vendor: auth0Vendor(action, { clientId, issuer, redirectUri }),
    url: emulatorUrl,
    issuer,
    clientId,
    clientSecret,
    managementClientId,
    managementClientSecret,
    redirectUris: [redirectUri],
    state,
    createAccountId: () => `auth0|${randomBytes(12).toString('hex')}`,
    webhooks: createWebhooks(
      context.webhookUrl,
      common.now,
      auth0Webhooks(state, eventStreamToken),
    ),
  }
  const block: End = (id) =>
    state.change(({ accounts, profiles }) => {
      const meant = id === undefined ? Object.keys(accounts) : [id]
      for (const one of meant) profiles[one] = { ...profileOf(state, one), blocked: true }
      return meant
    })
  return startOidcEmulator(tenant, {
    title: 'Auth0',
    routes: (running) =>
      auth0Routes(running).route('/', userRoutes(running, state)).route('/', emailRoutes(running)),
    hooks: settingHooks(state, auth0SettingsSchema).post('/users/block', endHook(tenant, block)),
    query: managementParameters,
    loggedFields: ['audience', 'connection', 'post_logout_redirect_uri', 'returnTo', 'screen_hint'],
    describe: auth0User,
  })
}
