import type { Account } from '../../emulator/accounts.ts'
import { numericDate } from '../../emulator/clock.ts'

/** Seconds since 1970 of the last change. */
export function updatedAt({ createdAt, lastSignInAt }: Account): number {
  return numericDate(Date.parse(lastSignInAt ?? createdAt))
}

/** Both names as one; null when there is none. */
export function fullName({ firstName, lastName }: Account): string | null {
  return [firstName, lastName].filter(Boolean).join(' ') || null
}

/** A user as Kinde's `/oauth2/v2/user_profile` answers it. */
export function kindeProfile(account: Account) {
  const { id, email, firstName, lastName } = account
  return {
    sub: id,
    id,
    provided_id: null,
    name: fullName(account),
    given_name: firstName,
    family_name: lastName,
    email,
    picture: null,
    updated_at: updatedAt(account),
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
