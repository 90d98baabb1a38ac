import { createHash } from 'node:crypto'
import type { Account } from '../../emulator/accounts.ts'
import type { Claims } from '../../emulator/oidc/tenant.ts'
import type { StateFile } from '../../runtime/state-file.ts'
import { type Auth0State, profileOf } from './state.ts'

/** The names of the tenant's connections: its own users, and those whom Google knows. */
export const database = 'Username-Password-Authentication'
export const google = 'google-oauth2'

/** The connection of an account. */
export const connectionOf = ({ isFederated }: Account) => (isFederated ? google : database)

/** The claims of the scopes `profile` and `email`, as a database connection fills them. */
export function profileClaims(account: Account): Claims {
  const { email, emailVerified, firstName, lastName, createdAt, lastSignInAt } = account
  const { updatedAt = createdAt } = account
  const [nickname = email] = email.split('@')
  return {
    nickname,
    name: [firstName, lastName].filter(Boolean).join(' ') || email,
    ...(firstName && { given_name: firstName }),
    ...(lastName && { family_name: lastName }),
    picture: pictureOf(email),
    updated_at: lastSignInAt !== null && lastSignInAt > updatedAt ? lastSignInAt : updatedAt,
    email,
    email_verified: emailVerified,
  }
}

/** A user as the event of an Action has it, and Auth0's Management API, which adds to it. */
export function auth0User(account: Account) {
  const [provider = '', user_id = ''] = account.id.split('|')
  return {
    user_id: account.id,
    ...profileClaims(account),
    created_at: account.createdAt,
    identities: [
      { connection: connectionOf(account), provider, user_id, isSocial: provider === google },
    ],
  }
}

/** A user as the Management API has it, with what else Auth0 knows. */
export function managedUser(state: StateFile<Auth0State>, account: Account) {
  const { appMetadata, userMetadata, blocked = false, loginsCount } = profileOf(state, account.id)
  return {
    ...auth0User(account),
    app_metadata: appMetadata,
    user_metadata: userMetadata,
    logins_count: loginsCount,
    ...(account.lastSignInAt !== null && { last_login: account.lastSignInAt }),
    ...(blocked && { blocked }),
  }
}

/** The address that Auth0 gives to users without a picture of their own. */
function pictureOf(email: string): string {
  const hash = createHash('md5').update(email).digest('hex')
  const fallback = `https://cdn.auth0.com/avatars/${email.slice(0, 2)}.png`
  return `https://s.gravatar.com/avatar/${hash}?s=480&r=pg&d=${encodeURIComponent(fallback)}`
}
