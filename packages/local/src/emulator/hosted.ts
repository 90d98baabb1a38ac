import type { StateFile } from '../runtime/state-file.ts'
import type { AccountStore, Accounts } from './accounts.ts'
import type { Mail } from './mailbox/mailbox.ts'
import type { SendPage } from './pages/page.ts'
import type { Tickets } from './tickets.ts'

/** What an emulator has whose provider has pages of its own, on which addresses are verified and
 * passwords are reset. */
export interface HostedStore extends AccountStore {
  readonly appUrl: string
  /** Where it answers, without a trailing slash. */
  readonly url: string
  readonly state: StateFile<{ accounts: Accounts; mails: Mail[]; tickets: Tickets }>
  readonly sendPage: SendPage
}
