import type { AccountStore } from '../../emulator/create-account.ts'
import type { SendPage } from '../../emulator/pages/page.ts'
import type { Problems } from '../../emulator/problems.ts'
import type { StateFile } from '../../emulator/state-file.ts'
import type { OwnTemplate } from './settings.ts'
import type { ClerkState } from './state.ts'

/** One development instance of Clerk: what every route works with. */
export interface Instance extends AccountStore {
  readonly appUrl: string
  readonly publishableKey: string
  readonly secretKey: string
  /** `iss` of its tokens: the host that is in the publishable key. */
  readonly issuer: string
  /** The custom signing key that people paste into the JWT template. */
  readonly insforgeJwtSecret: string
  readonly state: StateFile<ClerkState>
  /** By user id. They are gone after a restart, as faults are. */
  readonly ownTemplates: Map<string, OwnTemplate>
  readonly sendPage: SendPage
  readonly unknown: Problems
}
