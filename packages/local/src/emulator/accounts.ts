import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { StateFile } from '../runtime/state-file.ts'
import { type Clock, isoTime } from './clock.ts'

/** A user's account at the provider, before the provider's own wording of it. */
export interface Account {
  readonly id: string
  readonly email: string
  emailVerified: boolean
  readonly firstName: string | null
  readonly lastName: string | null
  /** Null for a user who signs in without one. */
  readonly passwordHash: string | null
  /** ISO 8601. */
  readonly createdAt: string
  /** ISO 8601; null before the first sign-in. */
  lastSignInAt: string | null
}

/** Accounts by id. */
export type Accounts = Record<string, Account>

/** Where a provider keeps its accounts, and the ids that it gives to new ones. */
export interface AccountStore {
  readonly state: StateFile<{ accounts: Accounts }>
  readonly createAccountId: () => string
  readonly now: Clock
  /** What a reset goes back to; left out for an emulator without users. */
  readonly seeding?: Seeding | undefined
  /** Forgets what is in no file, at a reset. */
  readonly forget?: () => void
}

/** What an emulator begins with. */
export interface Seeding {
  readonly users: readonly NewAccount[]
  /** Called with their accounts once they are there. May throw a UserError. */
  fill(accounts: readonly Account[]): Promise<void>
}

/** An account to make. */
export interface NewAccount {
  /** Left out for one that the provider makes. */
  readonly id?: string | undefined
  readonly email: string
  /** Left out for a user who signs in without one. */
  readonly password?: string | undefined
  readonly emailVerified: boolean
  readonly firstName?: string | undefined
  readonly lastName?: string | undefined
}

/** The shortest password that a new account may have. */
export const minimumPasswordLength = 8

/** The address as it is kept and compared: trimmed, in lower case. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** Whether it looks like an address at all; it is not asked whose it is. */
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

/** Makes the account; undefined when the address has one. */
export async function createAccount(
  store: AccountStore,
  { id, email, password, emailVerified, firstName = '', lastName = '' }: NewAccount,
): Promise<Account | undefined> {
  const passwordHash = password === undefined ? null : await hashPassword(password)
  return store.state.change(({ accounts }) =>
    addAccount(accounts, {
      id: id ?? store.createAccountId(),
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

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)
const keyBytes = 32
// A quarter of Node's default: the accounts are an emulator's, on the developer's own machine, and
// tests make hundreds.
const options = { N: 4096 }

/** A salted scrypt hash, as `salt.key` in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, keyBytes, options)
  return `${salt.toString('base64url')}.${key.toString('base64url')}`
}

/** Whether `hash`, from `hashPassword`, was made of that password. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [salt = '', key = ''] = hash.split('.')
  const expected = Buffer.from(key, 'base64url')
  const actual = await derive(password, Buffer.from(salt, 'base64url'), keyBytes, options)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
