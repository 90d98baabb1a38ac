import type { AccountStore } from '../../emulator/create-account.ts'
import type { SendPage } from '../../emulator/pages/page.ts'
import type { Problems } from '../../emulator/problems.ts'
import type { StateFile } from '../../emulator/state-file.ts'
import type { WorkosState } from './state.ts'

/** One WorkOS environment with one application in it: what every route works with. */
export interface Authkit extends AccountStore {
  readonly appUrl: string
  readonly clientId: string
  readonly apiKey: string
  /** `iss` of its access tokens. */
  readonly issuer: string
  /** The redirect URIs and logout URIs of its dashboard; an address has to be one of them exactly. */
  readonly redirectUris: readonly string[]
  readonly logoutUris: readonly string[]
  readonly state: StateFile<WorkosState>
  readonly sendPage: SendPage
  readonly unknown: Problems
}
