import type { Account } from '../../emulator/accounts.ts'

/** A user as WorkOS sends it. */
export interface WorkosUser {
  readonly object: 'user'
  readonly id: string
  readonly email: string
  readonly email_verified: boolean
  readonly name: string | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly profile_picture_url: string | null
  readonly last_sign_in_at: string | null
  readonly locale: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly external_id: string | null
  readonly metadata: Readonly<Record<string, string>>
}

/** The account in WorkOS's words. */
export function workosUser(account: Account): WorkosUser {
  const { id, email, emailVerified, firstName, lastName, createdAt, lastSignInAt } = account
  return {
    object: 'user',
    id,
    email,
    email_verified: emailVerified,
    name: [firstName, lastName].filter(Boolean).join(' ') || null,
    first_name: firstName,
    last_name: lastName,
    profile_picture_url: null,
    last_sign_in_at: lastSignInAt,
    locale: null,
    created_at: createdAt,
    updated_at: lastSignInAt ?? createdAt,
    external_id: null,
    metadata: {},
  }
}

/** To try a JWT template on. */
export const sampleUser = workosUser({
  id: 'user_',
  email: 'sample@example.com',
  emailVerified: true,
  firstName: null,
  lastName: null,
  passwordHash: '',
  createdAt: '1970-01-01T00:00:00.000Z',
  lastSignInAt: null,
})
