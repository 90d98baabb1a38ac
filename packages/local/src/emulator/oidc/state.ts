import type { AdapterPayload } from 'oidc-provider'
import type { Accounts } from '../accounts.ts'
import { createSigningKey, type SigningKey } from '../signing-keys.ts'
import { openStateFile, type StateFile } from '../state-file.ts'
import type { OidcSettings } from './settings.ts'

/** What an emulator on oidc-provider keeps. */
export interface OidcState<S extends OidcSettings = OidcSettings> {
  accounts: Accounts
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
  if (state.data.keys.length === 0) {
    const key = await createSigningKey()
    state.change(({ keys }) => keys.push(key))
  }
  return state
}
