import type { AdapterPayload } from 'oidc-provider'
import { z } from 'zod'
import { openStateFile, type StateFile } from '../../runtime/state-file.ts'
import type { Accounts } from '../accounts.ts'
import type { Mail } from '../mailbox/mailbox.ts'
import { createSigningKey, type SigningKey } from '../signing-keys.ts'
import type { Tickets } from '../tickets.ts'

const seconds = z.int().min(0)

/** How long things live, as a vendor's dashboard would set it. 0 makes tokens that have expired
 * when they arrive. */
export const oidcSettingsSchema = z.strictObject({
  accessTokenSeconds: seconds,
  idTokenSeconds: seconds,
  refreshTokenSeconds: seconds,
  codeSeconds: seconds,
  /** What a server may do with the Management API. */
  managementScopes: z.array(z.string()).readonly(),
})

export type OidcSettings = z.infer<typeof oidcSettingsSchema>

/** What an emulator on oidc-provider keeps. */
export interface OidcState<S extends OidcSettings = OidcSettings> {
  accounts: Accounts
  mails: Mail[]
  tickets: Tickets
  /** oidc-provider's sessions, grants, codes and tokens, by `<model>:<id>`. */
  records: Record<string, AdapterPayload>
  /** The first one signs; all are published. */
  keys: SigningKey[]
  settings: S
}

/** The state in the file at `path`, with a signing key; a new one is a copy of `initial`. */
export async function openOidcState<T extends OidcState>(
  path: string,
  initial: T,
): Promise<StateFile<T>> {
  const state = openStateFile<T>(path, initial)
  // A state from before may lack settings.
  state.change(({ settings }) => Object.assign(settings, { ...initial.settings, ...settings }))
  if (state.data.keys.length === 0) {
    const key = await createSigningKey()
    state.change(({ keys }) => keys.push(key))
  }
  return state
}
