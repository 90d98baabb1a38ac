import type { Instance } from '../instance.ts'
import type { SignUp } from '../state.ts'
import { clerkVerification } from './verification.ts'

/** How long a sign-up or sign-in may take, in milliseconds. */
export const abandonAfter = 86_400_000

/** A sign-up as the Frontend API sends it. */
export function clerkSignUp(instance: Instance, signUp: SignUp) {
  const { email, passwordHash, verification } = signUp
  const isVerified = verification?.verified ?? false
  const missing = [
    ...(email === null ? ['email_address'] : []),
    ...(passwordHash === null ? ['password'] : []),
  ]
  return {
    id: signUp.id,
    object: 'sign_up_attempt',
    status: signUp.createdSessionId === null ? 'missing_requirements' : 'complete',
    required_fields: ['email_address', 'password'],
    optional_fields: ['first_name', 'last_name'],
    missing_fields: missing,
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
