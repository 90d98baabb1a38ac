import type { Account } from '../../emulator/accounts.ts'
import { numericDate } from '../../emulator/clock.ts'

/** A user as Kinde's `/oauth2/v2/user_profile` answers it. */
export function kindeProfile(account: Account) {
  const { id, email, firstName, lastName, createdAt, lastSignInAt } = account
  const { updatedAt = createdAt } = account
  return {
    sub: id,
    id,
    provided_id: null,
    name: [firstName, lastName].filter(Boolean).join(' ') || null,
    given_name: firstName,
    family_name: lastName,
    email,
    picture: null,
    updated_at: numericDate(Math.max(Date.parse(lastSignInAt ?? createdAt), Date.parse(updatedAt))),
  }
}

/** A user as the Management API lists it. How often they signed in is not counted here. */
export function managedUser({ id, email, firstName, lastName, createdAt, lastSignInAt }: Account) {
  return {
    id,
    provided_id: null,
    email,
    phone: null,
    username: null,
    first_name: firstName,
    last_name: lastName,
    full_name: [firstName, lastName].filter(Boolean).join(' ') || null,
    is_suspended: false,
    picture: null,
    total_sign_ins: null,
    failed_sign_ins: null,
    last_signed_in: lastSignInAt,
    created_on: createdAt,
  }
}

/** The profile for the hooks, with what only a test wants to know. */
export function kindeUser(account: Account) {
  const { emailVerified, createdAt, lastSignInAt } = account
  return {
    ...kindeProfile(account),
    email_verified: emailVerified,
    created_at: createdAt,
    last_sign_in_at: lastSignInAt,
  }
}
