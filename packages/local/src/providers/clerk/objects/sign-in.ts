import type { Account } from '../../../emulator/accounts.ts'
import type { Instance } from '../instance.ts'
import type { SignIn } from '../state.ts'
import { abandonAfter } from './sign-up.ts'
import { emailAddressId, publicUserData } from './user.ts'
import { clerkVerification } from './verification.ts'

/** A sign-in as the Frontend API sends it. */
export function clerkSignIn(instance: Instance, signIn: SignIn) {
  const account = instance.state.data.accounts[signIn.userId ?? '']
  const { identifier = null, ...userData } = account ? publicUserData(account) : {}
  return {
    id: signIn.id,
    object: 'sign_in_attempt',
    status: statusOf(signIn),
    supported_identifiers: ['email_address'],
    supported_first_factors: account ? firstFactors(account) : null,
    supported_second_factors: null,
    first_factor_verification: clerkVerification(instance, signIn.verification),
    second_factor_verification: null,
    identifier,
    user_data: account ? userData : null,
    created_session_id: signIn.createdSessionId,
    abandon_at: signIn.createdAt + abandonAfter,
  }
}

function statusOf({ userId, createdSessionId }: SignIn): string {
  if (createdSessionId !== null) return 'complete'
  return userId === null ? 'needs_identifier' : 'needs_first_factor'
}

function firstFactors(account: Account) {
  return [
    ...(account.passwordHash === '' ? [] : [{ strategy: 'password' }]),
    {
      strategy: 'email_code',
      email_address_id: emailAddressId(account),
      safe_identifier: account.email,
      primary: true,
    },
  ]
}
