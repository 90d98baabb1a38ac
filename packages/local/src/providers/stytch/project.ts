import type { AccountStore } from '../../emulator/create-account.ts'
import type { SendPage } from '../../emulator/pages/page.ts'
import type { Problems } from '../../emulator/problems.ts'
import type { StateFile } from '../../emulator/state-file.ts'
import type { StytchState } from './state.ts'

/** One project at Stytch, in its test environment: what every route works with. */
export interface Project extends AccountStore {
  readonly appUrl: string
  /** Where the links in letters begin. */
  readonly emulatorUrl: string
  readonly projectId: string
  readonly secret: string
  /** What the browser shows instead of the secret. */
  readonly publicToken: string
  readonly state: StateFile<StytchState>
  readonly sendPage: SendPage
  readonly unknown: Problems
}
