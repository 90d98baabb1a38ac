import type { Account } from '../../emulator/accounts.ts'

const avatar = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#6c47ff" d="M0 0h1v1H0z"/></svg>',
)}`

/** The id of the account's only e-mail address. */
export function emailAddressId({ id }: Account): string {
  return id.replace(/^user_/, 'idn_')
}

/** The account as Clerk's Frontend API sends it. */
export function clerkUser(account: Account) {
  const { id, firstName, lastName, metadata = {}, updatedAt = account.createdAt } = account
  const { identities = [] } = account
  const createdAt = Date.parse(account.createdAt)
  const verified = { status: 'verified', attempts: 1, expire_at: createdAt }
  const lastSignInAt = account.lastSignInAt === null ? null : Date.parse(account.lastSignInAt)
  return {
    id,
    object: 'user',
    external_id: null,
    username: null,
    first_name: firstName,
    last_name: lastName,
    image_url: avatar,
    has_image: false,
    primary_email_address_id: emailAddressId(account),
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    password_enabled: account.passwordHash !== null,
    two_factor_enabled: false,
    totp_enabled: false,
    backup_code_enabled: false,
    email_addresses: [emailAddress(account)],
    phone_numbers: [],
    web3_wallets: [],
    passkeys: [],
    external_accounts: identities.map(({ subject }) => ({
      object: 'external_account',
      id: `eac_${subject}`,
      identification_id: `idn_${subject}`,
      provider: 'oauth_google',
      provider_user_id: subject,
      approved_scopes: 'email openid profile',
      email_address: account.email,
      first_name: firstName ?? '',
      last_name: lastName ?? '',
      image_url: '',
      username: null,
      public_metadata: {},
      label: null,
      verification: { object: 'verification_oauth', ...verified, strategy: 'oauth_google' },
      created_at: createdAt,
      updated_at: createdAt,
    })),
    enterprise_accounts: [],
    saml_accounts: [],
    organization_memberships: [],
    public_metadata: metadata.public_metadata ?? {},
    unsafe_metadata: metadata.unsafe_metadata ?? {},
    // It is not kept here when.
    password_last_updated_at: null,
    banned: false,
    locked: false,
    deprovisioned: false,
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: 100,
    delete_self_enabled: false,
    create_organization_enabled: false,
    mfa_enabled_at: null,
    mfa_disabled_at: null,
    legal_accepted_at: null,
    last_sign_in_at: lastSignInAt,
    last_active_at: lastSignInAt,
    created_at: createdAt,
    updated_at: Math.max(Date.parse(updatedAt), lastSignInAt ?? 0),
  }
}

/** The account as the Backend API and webhooks send it: with what no browser may see. */
export function backendUser(account: Account) {
  return {
    ...clerkUser(account),
    private_metadata: account.metadata?.private_metadata ?? {},
    create_organizations_limit: null,
    locale: null,
    timezone: null,
  }
}

/** What Clerk says of a user who is gone. */
export const deletedUser = ({ id }: Account) => ({ id, object: 'user', deleted: true })

/** What Clerk tells of a user beside a session or a sign-in. */
export function publicUserData({ email, firstName, lastName }: Account) {
  return {
    first_name: firstName,
    last_name: lastName,
    image_url: avatar,
    has_image: false,
    identifier: email,
  }
}

/** The account's only e-mail address, in Clerk's words. */
export function emailAddress(account: Account) {
  const createdAt = Date.parse(account.createdAt)
  return {
    id: emailAddressId(account),
    object: 'email_address',
    email_address: account.email,
    reserved: false,
    verification: account.emailVerified
      ? {
          object: 'verification_otp',
          status: 'verified',
          strategy: 'email_code',
          attempts: 1,
          expire_at: createdAt,
        }
      : null,
    linked_to: [],
    matches_sso_connection: false,
    created_at: createdAt,
    updated_at: createdAt,
  }
}
