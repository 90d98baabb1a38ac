import { type Account, type Accounts, addAccount } from './accounts.ts'
import { type Clock, isoTime } from './clock.ts'
import { hashPassword } from './passwords.ts'
import type { StateFile } from './state-file.ts'

/** The shortest password that a new account may have. */
export const minimumPasswordLength = 8

/** Where a provider keeps its accounts, and the ids that it gives to new ones. */
export interface AccountStore {
  readonly state: StateFile<{ accounts: Accounts }>
  readonly createAccountId: () => string
  readonly now: Clock
}

/** Who is to get an account. */
export interface NewAccount {
  readonly email: string
  /** Left out for somebody who signs in without one. */
  readonly password?: string | undefined
  readonly emailVerified: boolean
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
}

/** Makes the account; undefined when the address has one. */
export async function createAccount(
  store: AccountStore,
  { email, password, emailVerified, firstName = '', lastName = '' }: NewAccount,
): Promise<Account | undefined> {
  const passwordHash = password === undefined ? null : await hashPassword(password)
  return store.state.change(({ accounts }) =>
    addAccount(accounts, {
      id: store.createAccountId(),
      email,
      emailVerified,
      firstName: firstName || null,
      lastName: lastName || null,
      passwordHash,
      createdAt: isoTime(store.now()),
      lastSignInAt: null,
    }),
  )
}
