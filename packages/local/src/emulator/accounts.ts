import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { StateFile } from '../runtime/state-file.ts'
import { type Clock, isoTime } from './clock.ts'
import { forgetOwned } from './owned.ts'

/** What an app keeps with a user at the provider. */
export type Metadata = Readonly<Record<string, unknown>>

/** A user at another identity provider, such as Google, by its id there. */
export interface LinkedIdentity {
  readonly provider: 'google'
  readonly subject: string
}

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
  /** ISO 8601, of the last change that was not a sign-in; missing before it. */
  readonly updatedAt?: string
  /** By the vendor's name for it; missing for none. */
  readonly metadata?: Readonly<Record<string, Metadata>>
  /** With which the user signs in as well; missing for none. */
  readonly identities?: readonly LinkedIdentity[]
  /** True where an identity provider alone knows the user: another account may have the address. */
  readonly isFederated?: boolean
}

/** What a server, or the user, may change of an account; undefined leaves it as it is. */
export type AccountChanges = {
  readonly [K in
    | 'email'
    | 'emailVerified'
    | 'firstName'
    | 'lastName'
    | 'passwordHash'
    | 'identities'
    | 'metadata']?: Account[K] | undefined
}

/** Accounts by id. */
export type Accounts = Record<string, Account>

/** What happened to an account. */
export type AccountEvent = 'created' | 'updated' | 'deleted'

/** Where a provider keeps its accounts, and the ids that it gives to new ones. */
export interface AccountStore {
  readonly state: StateFile<{ accounts: Accounts }>
  readonly createAccountId: () => string
  readonly now: Clock
  /** What a reset goes back to; left out for an emulator without users. */
  readonly seeding?: Seeding | undefined
  /** Forgets what is in no file, at a reset. */
  readonly forget?: () => void
  /** Told of every account that is made, changed or deleted. */
  readonly webhooks: { send(event: AccountEvent, account: Account): void }
  /** Signs the user out where a vendor keeps who is signed in, before the account is deleted. */
  readonly signOut?: (account: Account) => void
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

/** The account with that address in any case, or undefined. Those that are federated don't count. */
export function findAccountByEmail(accounts: Accounts, email: string): Account | undefined {
  const wanted = normaliseEmail(email)
  return Object.values(accounts).find(
    ({ email: own, isFederated }) => own === wanted && !isFederated,
  )
}

/** The account with that id; undefined for none. */
export function findAccount({ state }: Pick<AccountStore, 'state'>, id: string) {
  return Object.values(state.data.accounts).find((account) => account.id === id)
}

/** Adds an account, of now, and returns it; undefined when its address has one already. */
export function addAccount(
  { state, createAccountId, now, webhooks }: AccountStore,
  given: Pick<
    Account,
    | 'email'
    | 'emailVerified'
    | 'firstName'
    | 'lastName'
    | 'passwordHash'
    | 'identities'
    | 'isFederated'
  > & { readonly id?: string | undefined },
): Account | undefined {
  const isTaken = findAccountByEmail(state.data.accounts, given.email) && !given.isFederated
  if (isTaken) return undefined
  const account: Account = {
    ...given,
    id: given.id ?? createAccountId(),
    email: normaliseEmail(given.email),
    createdAt: isoTime(now()),
    lastSignInAt: null,
  }
  state.change(({ accounts }) => {
    accounts[account.id] = account
  })
  webhooks.send('created', account)
  return account
}

/** Changes the account and returns it; undefined when another one has the new address, or it is gone
 * by now. A new address counts as not verified unless the changes say that it is. */
export function updateAccount(
  store: AccountStore,
  { id }: Account,
  changes: AccountChanges,
): Account | undefined {
  const { state, now, webhooks } = store
  const account = findAccount(store, id)
  if (!account) return undefined
  const email = normaliseEmail(changes.email ?? account.email)
  const holder = account.isFederated ? account : findAccountByEmail(state.data.accounts, email)
  if ((holder ?? account).id !== id) return undefined
  const named = Object.entries(changes).filter(([, value]) => value !== undefined)
  const changed: Account = {
    ...account,
    ...(email !== account.email && { emailVerified: false }),
    ...Object.fromEntries(named),
    email,
    updatedAt: isoTime(now()),
  }
  state.change(({ accounts }) => {
    accounts[id] = changed
  })
  webhooks.send('updated', changed)
  return changed
}

/** Deletes the account with all that belongs to it, sessions and tokens among it. */
export function deleteAccount(store: AccountStore, account: Account): void {
  const { state, webhooks } = store
  store.signOut?.(account)
  state.change((data) => {
    // First, since a vendor may tell of what is forgotten next.
    webhooks.send('deleted', account)
    delete data.accounts[account.id]
    forgetOwned(data, account.id)
  })
}

/** The metadata with the changes in it: null takes a key out. Where they merge deeply, that goes for
 * the objects in it as well. */
export function mergeMetadata(kept: unknown, changes: Metadata, isDeep = false): Metadata {
  const merged: Record<string, unknown> = isObject(kept) ? { ...kept } : {}
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete merged[name]
    else merged[name] = isDeep && isObject(value) ? mergeMetadata(merged[name], value, true) : value
  }
  return merged
}

function isObject(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Makes the account; undefined when the address has one. */
export async function createAccount(
  store: AccountStore,
  { id, email, password, emailVerified, firstName = '', lastName = '' }: NewAccount,
): Promise<Account | undefined> {
  return addAccount(store, {
    id,
    email,
    emailVerified,
    firstName: firstName || null,
    lastName: lastName || null,
    passwordHash: password === undefined ? null : await hashPassword(password),
  })
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
