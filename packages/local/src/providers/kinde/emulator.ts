import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { settingHooks } from '../../emulator/account-hooks.ts'
import { forApp } from '../../emulator/for-app.ts'
import { startOidcEmulator } from '../../emulator/oidc/emulator.ts'
import { type OidcState, openOidcState } from '../../emulator/oidc/state.ts'
import type { Tenant } from '../../emulator/oidc/tenant.ts'
import type { Theme } from '../../emulator/pages/theme.ts'
import { createWebhooks } from '../../emulator/webhooks.ts'
import type { StateFile } from '../../runtime/state-file.ts'
import type { Emulator, ProviderContext } from '../provider.ts'
import { kindeRoutes } from './routes/index.ts'
import { managementParameters, userRoutes } from './routes/users.ts'
import { defaultKindeSettings, type KindeSettings, kindeSettingsSchema } from './settings.ts'
import { kindeUser } from './user.ts'
import { kindeVendor } from './vendor.ts'
import { kindeWebhooks } from './webhooks.ts'

/** What the app and the emulator share. The management client is a machine application's. */
export type KindeSecrets = Readonly<
  Record<
    'clientId' | 'clientSecret' | 'managementClientId' | 'managementClientSecret' | 'orgCode',
    string
  >
>

/** The state in `stateDir`. */
export function openKindeState(stateDir: string): Promise<StateFile<OidcState<KindeSettings>>> {
  return openOidcState(join(stateDir, 'kinde.json'), {
    accounts: {},
    mails: [],
    tickets: {},
    records: {},
    keys: [],
    settings: defaultKindeSettings,
  })
}

/** Serves Kinde's surface with the state in `stateDir`. */
export async function startKinde(
  context: ProviderContext<KindeSecrets>,
  theme: Theme,
): Promise<Emulator> {
  const { emulatorUrl, appUrl, stateDir } = context
  const { orgCode, clientId, clientSecret, managementClientId, managementClientSecret } =
    context.secrets
  const common = forApp(context, theme)
  const state = await openKindeState(stateDir)
  const tenant: Tenant = {
    ...common,
    vendor: kindeVendor(state.data.settings, {
      clientId,
      orgCode,
      issuer: emulatorUrl,
    }),
    url: emulatorUrl,
    issuer: emulatorUrl,
    clientId,
    clientSecret,
    managementClientId,
    managementClientSecret,
    redirectUris: [`${appUrl}/api/auth/kinde_callback`],
    state,
    createAccountId: () => `kp_${randomBytes(16).toString('hex')}`,
    webhooks: createWebhooks(context.webhookUrl, common.now, kindeWebhooks(state, orgCode)),
  }
  return startOidcEmulator(tenant, {
    title: 'Kinde',
    routes: (running) => kindeRoutes(running).route('/', userRoutes(running)),
    hooks: settingHooks(state, kindeSettingsSchema),
    query: managementParameters,
    loggedFields: ['audience', 'id', 'redirect', 'start_page', 'supports_reauth'],
    describe: kindeUser,
  })
}
