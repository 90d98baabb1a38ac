import { Hono } from 'hono'
import type { AdapterPayload } from 'oidc-provider'
import { type End, endHook, userHooks } from '../account-hooks.ts'
import type { Account } from '../accounts.ts'
import type { EmulatorEnv } from '../env.ts'
import { keyHooks } from '../setting-hooks.ts'
import { endRecords } from './browser-session.ts'
import type { Tenant } from './tenant.ts'

/** What `oidcHooks` mounts, and the settings, for people. */
export const oidcHookList: readonly string[] = [
  'GET, POST /_emulate/users',
  'POST /_emulate/sessions/expire',
  'POST /_emulate/sessions/revoke',
  'POST /_emulate/tokens/expire',
  'GET, POST /_emulate/settings',
  'POST /_emulate/keys/rotate',
]

const tokens: readonly (string | undefined)[] = ['AccessToken', 'AuthorizationCode', 'RefreshToken']

/** The hooks of every emulator on oidc-provider, to be mounted at `/_emulate`. */
export function oidcHooks(
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
  app.post('/sessions/expire', endHook(tenant, endSessions))
  app.post('/sessions/revoke', endHook(tenant, endSessions))
  app.post('/tokens/expire', endHook(tenant, endTokens))
  app.route('/', keyHooks(tenant.state, onKeysRotated))
  return app
}
