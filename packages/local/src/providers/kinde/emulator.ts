import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { startOidcEmulator } from '../../emulator/oidc/emulator.ts'
import { type OidcState, openOidcState } from '../../emulator/oidc/state.ts'
import type { Tenant } from '../../emulator/oidc/tenant.ts'
import { createSendPage } from '../../emulator/pages/page.ts'
import { createProblems } from '../../emulator/problems.ts'
import { settingHooks } from '../../emulator/setting-hooks.ts'
import type { StateFile } from '../../emulator/state-file.ts'
import type { Emulator, ProviderContext } from '../provider.ts'
import { kindeRoutes } from './routes.ts'
import { defaultKindeSettings, type KindeSettings, kindeSettingsSchema } from './settings.ts'
import { kindeTheme } from './theme.ts'
import { kindeUser } from './user.ts'
import { kindeVendor } from './vendor.ts'

/** The state in `stateDir`. */
export function openKindeState(stateDir: string): Promise<StateFile<OidcState<KindeSettings>>> {
  return openOidcState(join(stateDir, 'kinde.json'), {
    accounts: {},
    records: {},
    keys: [],
    settings: defaultKindeSettings,
  })
}

/** Serves Kinde's surface with the state in `context.stateDir`. */
export async function startKinde(context: ProviderContext): Promise<Emulator> {
  const { emulatorUrl, appUrl, secrets, stateDir } = context
  const { clientId, clientSecret, orgCode } = secrets
  if (!clientId || !clientSecret || !orgCode) {
    throw new Error('the Kinde emulator needs the secrets clientId, clientSecret and orgCode')
  }
  const state = await openKindeState(stateDir)
  const organization = { code: orgCode, name: 'Default Organization' }
  const tenant: Tenant = {
    vendor: kindeVendor(state.data.settings, clientId, organization),
    appUrl,
    url: emulatorUrl,
    issuer: emulatorUrl,
    clientId,
    clientSecret,
    redirectUris: [`${appUrl}/api/auth/kinde_callback`],
    logoutUris: [appUrl, `${appUrl}/`],
    state,
    createAccountId: () => `kp_${randomBytes(16).toString('hex')}`,
    now: Date.now,
    sendPage: createSendPage(kindeTheme, [new URL(appUrl).origin]),
    unknown: createProblems(Date.now),
  }
  return startOidcEmulator(tenant, {
    title: 'Kinde',
    routes: kindeRoutes,
    hooks: settingHooks(state, kindeSettingsSchema),
    loggedFields: ['audience', 'redirect', 'start_page', 'supports_reauth'],
    describe: kindeUser,
  })
}
