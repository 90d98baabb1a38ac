import { createHash } from 'node:crypto'
import type { Account } from '../../emulator/accounts.ts'
import type { Claims } from '../../emulator/oidc/tenant.ts'

/** The claims of the scopes `profile` and `email`, as a database connection fills them. */
export function profileClaims(account: Account): Claims {
  const { email, emailVerified, firstName, lastName, createdAt, lastSignInAt } = account
  const [nickname = email] = email.split('@')
  return {
    nickname,
    name: [firstName, lastName].filter(Boolean).join(' ') || email,
    ...(firstName && { given_name: firstName }),
    ...(lastName && { family_name: lastName }),
    picture: pictureOf(email),
    updated_at: lastSignInAt ?? createdAt,
    email,
    email_verified: emailVerified,
  }
}

/** A user as Auth0's Management API and the event of an Action have it. */
export function auth0User(account: Account) {
  const [provider = '', user_id = ''] = account.id.split('|')
  return {
    user_id: account.id,
    ...profileClaims(account),
    created_at: account.createdAt,
    identities: [
      { connection: 'Username-Password-Authentication', provider, user_id, isSocial: false },
    ],
  }
}

/** The address that Auth0 gives to users without a picture of their own. */
function pictureOf(email: string): string {
  const hash = createHash('md5').update(email).digest('hex')
  const fallback = `https://cdn.auth0.com/avatars/${email.slice(0, 2)}.png`
  return `https://s.gravatar.com/avatar/${hash}?s=480&r=pg&d=${encodeURIComponent(fallback)}`
}
