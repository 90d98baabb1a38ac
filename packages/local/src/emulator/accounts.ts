/** A person with an account at the provider, before the provider's own wording of it. */
export interface Account {
  readonly id: string
  readonly email: string
  emailVerified: boolean
  readonly firstName: string | null
  readonly lastName: string | null
  /** Null for somebody who signs in without one. */
  readonly passwordHash: string | null
  /** ISO 8601. */
  readonly createdAt: string
  /** ISO 8601; null before the first sign-in. */
  lastSignInAt: string | null
}

/** Accounts by id. */
export type Accounts = Record<string, Account>

/** The address as it is kept and compared: trimmed, in lower case. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** Whether it looks like an address at all; who owns it is nobody's question here. */
export function isEmail(email: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(normaliseEmail(email))
}

/** The account with that address in any case, or undefined. */
export function findAccountByEmail(accounts: Accounts, email: string): Account | undefined {
  const wanted = normaliseEmail(email)
  return Object.values(accounts).find((account) => account.email === wanted)
}

/** Adds the account and returns it; undefined when its address has one already. */
export function addAccount(accounts: Accounts, account: Account): Account | undefined {
  if (findAccountByEmail(accounts, account.email)) return undefined
  const added = { ...account, email: normaliseEmail(account.email) }
  accounts[added.id] = added
  return added
}
