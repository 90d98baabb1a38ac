import type { Account } from '../../emulator/accounts.ts'
import type { Authkit } from './authkit.ts'
import type { Session } from './state.ts'

/** Whose session it is. Throws when the state is broken: accounts are never deleted. */
export function accountOf(authkit: Authkit, session: Session): Account {
  const account = authkit.state.data.accounts[session.userId]
  if (!account) throw new Error(`${session.id} belongs to nobody`)
  return account
}
