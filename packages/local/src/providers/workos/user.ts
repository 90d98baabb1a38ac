import type { Account } from '../../emulator/accounts.ts'

/** A user as WorkOS sends it. */
export function workosUser(account: Account) {
  const { id, email, emailVerified, firstName, lastName, createdAt, lastSignInAt } = account
  const { updatedAt = createdAt } = account
  return {
    object: 'user' as const,
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
    updated_at: lastSignInAt !== null && lastSignInAt > updatedAt ? lastSignInAt : updatedAt,
    external_id: null,
    metadata: account.metadata?.metadata ?? {},
  }
}

export type WorkosUser = ReturnType<typeof workosUser>

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
