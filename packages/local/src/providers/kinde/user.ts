import type { Account } from '../../emulator/accounts.ts'
import { numericDate } from '../../emulator/clock.ts'

/** A user as Kinde's `/oauth2/v2/user_profile` answers it. */
export function kindeProfile(account: Account) {
  const { id, email, firstName, lastName, createdAt, lastSignInAt } = account
  return {
    sub: id,
    id,
    provided_id: null,
    name: [firstName, lastName].filter(Boolean).join(' ') || null,
    given_name: firstName,
    family_name: lastName,
    email,
    picture: null,
    updated_at: numericDate(Date.parse(lastSignInAt ?? createdAt)),
  }
}

/** The same for the hooks, with what only a test wants to know. */
export function kindeUser(account: Account) {
  const { emailVerified, createdAt, lastSignInAt } = account
  return {
    ...kindeProfile(account),
    email_verified: emailVerified,
    created_at: createdAt,
    last_sign_in_at: lastSignInAt,
  }
}
