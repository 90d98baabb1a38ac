import type { Instance } from '../instance.ts'
import type { Verification } from '../state.ts'

/** A verification as the Frontend API sends it; null for none. */
export function clerkVerification(instance: Instance, verification: Verification | null) {
  if (!verification) return null
  const { strategy, attempts, expireAt, verified } = verification
  const open = expireAt <= instance.now() ? 'expired' : 'unverified'
  return {
    object: strategy === 'password' ? 'verification_password' : 'verification_otp',
    status: verified ? 'verified' : open,
    strategy,
    attempts,
    expire_at: expireAt,
  }
}
