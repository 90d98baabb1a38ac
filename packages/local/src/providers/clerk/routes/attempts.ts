import { type Account, findAccount } from '../../../emulator/accounts.ts'
import type { Instance, SignIn, SignUp, Verification } from '../state.ts'
import { emailAddressId, publicUserData } from '../user.ts'

/** How long a sign-up or sign-in may take, in milliseconds. */
const abandonAfter = 86_400_000

/** A sign-up as the Frontend API sends it. */
export function clerkSignUp(instance: Instance, signUp: SignUp) {
  const { email, passwordHash, verification } = signUp
  const isVerified = verification?.verified ?? false
  return {
    id: signUp.id,
    object: 'sign_up_attempt',
    status: signUp.createdSessionId === null ? 'missing_requirements' : 'complete',
    required_fields: ['email_address', 'password'],
    optional_fields: ['first_name', 'last_name'],
    missing_fields: [
      ...(email === null ? ['email_address'] : []),
      ...(passwordHash === null ? ['password'] : []),
    ],
    unverified_fields: email !== null && !isVerified ? ['email_address'] : [],
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
      external_account: null,
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
  const open = userId === null ? 'needs_identifier' : 'needs_first_factor'
  return {
    id: signIn.id,
    object: 'sign_in_attempt',
    status: createdSessionId === null ? open : 'complete',
    supported_identifiers: ['email_address'],
    supported_first_factors: account ? firstFactors(account) : null,
    supported_second_factors: null,
    first_factor_verification: clerkVerification(instance, signIn.verification),
    second_factor_verification: null,
    identifier,
    user_data: account ? userData : null,
    created_session_id: createdSessionId,
    abandon_at: signIn.createdAt + abandonAfter,
  }
}

function firstFactors(account: Account) {
  return [
    ...(account.passwordHash === null ? [] : [{ strategy: 'password' }]),
    {
      strategy: 'email_code',
      email_address_id: emailAddressId(account),
      safe_identifier: account.email,
      primary: true,
    },
  ]
}

function clerkVerification({ now }: Instance, verification: Verification | null) {
  if (!verification) return null
  const { strategy, attempts, expireAt, verified } = verification
  const open = expireAt <= now() ? 'expired' : 'unverified'
  return {
    object: strategy === 'password' ? 'verification_password' : 'verification_otp',
    status: verified ? 'verified' : open,
    strategy,
    attempts,
    expire_at: expireAt,
  }
}
