import { type Account, findAccountByEmail, isEmail } from '../../emulator/accounts.ts'
import { createAccount } from '../../emulator/create-account.ts'
import { refusal } from './errors.ts'
import type { Project } from './project.ts'

/** Who has that address, after an account was made where nobody had one. */
export async function loginOrCreate(project: Project, email: string): Promise<Account> {
  if (!isEmail(email)) throw refusal('invalid_email')
  const account =
    (await createAccount(project, { email, emailVerified: false })) ??
    findAccountByEmail(project.state.data.accounts, email)
  if (!account) throw new Error(`nobody has ${email}, and nobody got it`)
  return account
}

/** The account with that id; undefined for none. */
export function findAccount(project: Project, id: string): Account | undefined {
  return Object.values(project.state.data.accounts).find((account) => account.id === id)
}

/** Whose something is. Throws when the state is broken: accounts are never deleted. */
export function accountOf(project: Project, { userId }: { readonly userId: string }): Account {
  const account = findAccount(project, userId)
  if (!account) throw new Error(`${userId} is nobody`)
  return account
}
