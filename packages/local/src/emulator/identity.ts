import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import {
  type Account,
  type AccountStore,
  addAccount,
  findAccount,
  findAccountByEmail,
  isEmail,
  type LinkedIdentity,
  normaliseEmail,
  updateAccount,
} from './accounts.ts'
import type { Fields } from './fields.ts'
import { identityForm } from './pages/account-forms.ts'
import type { FormError } from './pages/form.ts'
import type { SendPage } from './pages/page.ts'

/** A user as another identity provider knows them. */
export interface Identity extends LinkedIdentity {
  readonly email: string
  /** Whether that provider says that the address is the user's. */
  readonly emailVerified: boolean
  readonly firstName: string | null
  readonly lastName: string | null
}

/** The one page that all emulators have in place of other identity providers. It sends its form to
 * its own path, and `hidden` along. */
export function sendIdentityPage(
  { sendPage }: { readonly sendPage: SendPage },
  c: Context,
  hidden: Fields,
  email = '',
  error?: FormError,
): Promise<Response> {
  return sendPage(c, {
    title: 'Local identity provider',
    content: identityForm({ action: c.req.path, hidden, error }, email),
    status: error ? 422 : 200,
  })
}

/** The identity that was typed into that page, or why it is none, and what else was sent. */
export function readIdentity(fields: Fields): { identity: Identity | FormError; rest: Fields } {
  const { email = '', email_verified, given_name: first, family_name: last, ...rest } = fields
  if (!isEmail(email)) {
    const sentence = 'Type an e-mail address, such as name@example.com.'
    return { identity: { field: 'email', sentence }, rest }
  }
  const address = normaliseEmail(email)
  const identity: Identity = {
    provider: 'google',
    subject: subjectOf(address),
    email: address,
    emailVerified: email_verified === 'on',
    firstName: first?.trim() || null,
    lastName: last?.trim() || null,
  }
  return { identity, rest }
}

/** Digits, as Google's ids are; the same ones for an address each time, so that nothing is kept. */
function subjectOf(email: string): string {
  const digest = createHash('sha256').update(email).digest('hex').slice(0, 16)
  return BigInt(`0x${digest}`).toString().padStart(21, '1')
}

/** The account with the identity's address, or a new one. What the identity provider has not verified
 * is neither linked nor counts as verified: the account may be another user's. */
export function accountOfIdentity(store: AccountStore, identity: Identity): Account {
  const { email, emailVerified, firstName, lastName, provider, subject } = identity
  const known = findAccountByEmail(store.state.data.accounts, email)
  if (known) return emailVerified ? linkIdentity(store, known, identity) : known
  const identities = emailVerified ? [{ provider, subject }] : []
  const fields = { email, emailVerified, firstName, lastName, passwordHash: null, identities }
  const added = addAccount(store, fields)
  if (!added) throw new Error(`${email} has no account and got none`)
  return added
}

/** The account that the identity alone has, with that id, whether or not others have its address. */
export function federatedAccount(store: AccountStore, id: string, identity: Identity): Account {
  const { email, emailVerified, firstName, lastName } = identity
  const known = findAccount(store, id)
  if (known) return updateAccount(store, known, { emailVerified }) ?? known
  const [identities, isFederated] = [[linked(identity)], true]
  const fields = { email, emailVerified, firstName, lastName, passwordHash: null, identities }
  const added = addAccount(store, { ...fields, id, isFederated })
  if (!added) throw new Error(`${id} was not added`)
  return added
}

/** The account with its address verified, and with the identity among its own if there is one. Then
 * the password goes of an account whose address was not: another user may have chosen it. */
export function linkIdentity(
  store: AccountStore,
  account: Account,
  identity?: LinkedIdentity,
): Account {
  const { identities = [], emailVerified } = account
  const isKnown = identities.some(({ subject }) => subject === identity?.subject)
  const added = identity && !isKnown ? [linked(identity)] : []
  if (emailVerified && added.length === 0) return account
  return (
    updateAccount(store, account, {
      emailVerified: true,
      identities: [...identities, ...added],
      ...(identity && !emailVerified && { passwordHash: null }),
    }) ?? account
  )
}

/** What an account keeps of an identity. */
export const linked = ({ provider, subject }: LinkedIdentity): LinkedIdentity => ({
  provider,
  subject,
})
