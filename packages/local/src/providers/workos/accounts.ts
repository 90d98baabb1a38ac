import { ulid } from 'ulid'
import { type Account, addAccount } from '../../emulator/accounts.ts'
import { isoTime } from '../../emulator/clock.ts'
import { hashPassword } from '../../emulator/passwords.ts'
import type { Authkit } from './authkit.ts'
import type { Session } from './state.ts'

/** The shortest password that a new account may have. */
export const minimumPasswordLength = 8

/** Who is to get an account. */
export interface NewAccount {
  readonly email: string
  readonly password: string
  readonly emailVerified: boolean
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
}

/** Makes the account; undefined when the address has one. */
export async function createAccount(
  authkit: Authkit,
  { email, password, emailVerified, firstName = '', lastName = '' }: NewAccount,
): Promise<Account | undefined> {
  const passwordHash = await hashPassword(password)
  return authkit.state.change(({ accounts }) =>
    addAccount(accounts, {
      id: `user_${ulid()}`,
      email,
      emailVerified,
      firstName: firstName || null,
      lastName: lastName || null,
      passwordHash,
      createdAt: isoTime(authkit.now()),
      lastSignInAt: null,
    }),
  )
}

/** Whose session it is. Throws when the state is broken: accounts are never deleted. */
export function accountOf(authkit: Authkit, session: Session): Account {
  const account = authkit.state.data.accounts[session.userId]
  if (!account) throw new Error(`${session.id} belongs to nobody`)
  return account
}
