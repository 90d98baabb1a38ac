import { type Account, findAccount } from '../../../emulator/accounts.ts'
import type { Instance, SignIn, SignUp, Verification } from '../state.ts'
import { emailAddressId, publicUserData } from '../user.ts'

/** How long a sign-up or sign-in may take, in milliseconds. */
const abandonAfter = 86_400_000

/** A sign-up as the Frontend API sends it. */
export function clerkSignUp(instance: Instance, signUp: SignUp) {
  const { email, passwordHash, verification, identity } = signUp
  const { verifyEmail } = instance.state.data.settings
  const isVerified = verification?.verified ?? false
  return {
    id: signUp.id,
    object: 'sign_up_attempt',
    status: signUp.createdSessionId === null ? 'missing_requirements' : 'complete',
    required_fields: ['email_address', 'password'],
    optional_fields: ['first_name', 'last_name'],
    missing_fields: [
      ...(email === null ? ['email_address'] : []),
      ...(passwordHash === null && !identity ? ['password'] : []),
    ],
    unverified_fields: email !== null && !isVerified && verifyEmail ? ['email_address'] : [],
    verifications: {
      email_address:
        email === null
          ? null
          : {
              ...(clerkVerification(instance, verification) ?? {
                object: 'verification_otp',
                status: 'unverified',
                strategy: null,
                attempts: null,
                expire_at: null,
              }),
              next_action: isVerified ? '' : verification ? 'needs_attempt' : 'needs_prepare',
              supported_strategies: ['email_code'],
            },
      phone_number: null,
      web3_wallet: null,
      external_account: clerkVerification(instance, signUp.external ?? null, signUp.id),
    },
    username: null,
    email_address: email,
    phone_number: null,
    web3_wallet: null,
    password_enabled: passwordHash !== null,
    has_password: passwordHash !== null,
    first_name: signUp.firstName,
    last_name: signUp.lastName,
    unsafe_metadata: {},
    public_metadata: {},
    custom_action: false,
    external_id: null,
    created_session_id: signUp.createdSessionId,
    created_user_id: signUp.createdUserId,
    abandon_at: signUp.createdAt + abandonAfter,
    legal_accepted_at: null,
  }
}

/** A sign-in as the Frontend API sends it. */
export function clerkSignIn(instance: Instance, signIn: SignIn) {
  const { userId, createdSessionId } = signIn
  const account = userId === null ? undefined : findAccount(instance, userId)
  const { identifier = null, ...userData } = account ? publicUserData(account) : {}
  const waiting = userId === null ? 'needs_identifier' : 'needs_first_factor'
  const open = signIn.needsNewPassword ? 'needs_new_password' : waiting
  return {
    id: signIn.id,
    object: 'sign_in_attempt',
    status: createdSessionId === null ? open : 'complete',
    supported_identifiers: ['email_address'],
    supported_first_factors: account ? firstFactors(account) : null,
    supported_second_factors: null,
    first_factor_verification: clerkVerification(instance, signIn.verification, signIn.id),
    second_factor_verification: null,
    identifier,
    user_data: account ? userData : null,
    created_session_id: createdSessionId,
    abandon_at: signIn.createdAt + abandonAfter,
  }
}

function firstFactors(account: Account) {
  const byMail = {
    email_address_id: emailAddressId(account),
    safe_identifier: account.email,
    primary: true,
  }
  const reset = { strategy: 'reset_password_email_code', ...byMail }
  return [
    ...(account.passwordHash === null ? [] : [{ strategy: 'password' }]),
    { strategy: 'email_code', ...byMail },
    ...(account.passwordHash === null ? [] : [reset]),
  ]
}

/** The error of an attempt with Google that the other kind of attempt has to go on with. */
const transfers = {
  sia: ['external_account_not_found', 'The External Account was not found.'],
  sua: ['external_account_exists', 'The External Account already exists.'],
} as const

function clerkVerification(
  { now, url }: Instance,
  verification: Verification | null,
  attemptId = '',
) {
  if (!verification) return null
  const { strategy, attempts, expireAt, verified, redirectUrl, transferable } = verification
  const open = expireAt <= now() ? 'expired' : 'unverified'
  const [code, message] = transfers[attemptId.startsWith('sia') ? 'sia' : 'sua']
  return {
    object: strategy === 'password' ? 'verification_password' : 'verification_otp',
    status: verified ? 'verified' : transferable ? 'transferable' : open,
    strategy,
    attempts,
    expire_at: expireAt,
    ...(redirectUrl !== undefined && {
      object: 'verification_oauth',
      external_verification_redirect_url: `${url}${identityPath}?attempt=${attemptId}`,
      error: transferable ? { code, message, long_message: message } : null,
    }),
  }
}

/** Where a user says whom Google knows. */
export const identityPath = '/identity'
