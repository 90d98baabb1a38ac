import { type Account, createAccount, findAccountByEmail } from '../../emulator/accounts.ts'
import type { Project } from './state.ts'

/** That moment as Stytch writes it: RFC 3339 in UTC, in whole seconds. */
export function stytchTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** The id of the account's only e-mail address. */
export function emailId({ id }: Account): string {
  return id.replace(/^user-/, 'email-')
}

/** The id of what Google knows of the account. */
export const registrationId = ({ id }: Account) => id.replace(/^user-/, 'oauth-user-')

/** The account with that address, a new one where there was none. */
export async function loginOrCreate(project: Project, email: string): Promise<Account> {
  const account =
    (await createAccount(project, { email, emailVerified: false })) ??
    findAccountByEmail(project.state.data.accounts, email)
  if (!account) throw new Error(`${email} has no account and got none`)
  return account
}

/** The account in Stytch's words. It never has a password: there is no way to set one here. */
export function stytchUser(account: Account) {
  const { id, email, emailVerified, firstName, lastName, createdAt, lastSignInAt } = account
  return {
    user_id: id,
    name: { first_name: firstName ?? '', middle_name: '', last_name: lastName ?? '' },
    emails: [{ email_id: emailId(account), email, verified: emailVerified }],
    phone_numbers: [],
    providers: (account.identities ?? []).map(({ subject }) => ({
      oauth_user_registration_id: registrationId(account),
      provider_subject: subject,
      provider_type: 'Google',
      profile_picture_url: '',
      locale: '',
    })),
    webauthn_registrations: [],
    biometric_registrations: [],
    totps: [],
    crypto_wallets: [],
    password: null,
    status: emailVerified || lastSignInAt !== null ? 'active' : 'pending',
    is_locked: false,
    roles: ['stytch_user'],
    trusted_metadata: account.metadata?.trusted_metadata ?? {},
    untrusted_metadata: account.metadata?.untrusted_metadata ?? {},
    external_id: null,
    created_at: stytchTime(Date.parse(createdAt)),
  }
}
