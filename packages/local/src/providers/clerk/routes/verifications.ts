import { randomInt } from 'node:crypto'
import { sendMail } from '../../../emulator/mailbox/mailbox.ts'
import { refusal } from '../errors.ts'
import type { Instance, Strategy, Verification } from '../state.ts'

/** What every address with `+clerk_test` in it is verified with; nothing is sent to it
 * (clerk.com/docs/guides/development/testing/test-emails-and-phones). */
const testCode = '424242'
const isTestAddress = (email: string) => /\+clerk_test[^@]*@/.test(email)

/** How many wrong codes there may be before a new one is needed. */
const mostAttempts = 5

/** A verification that was not attempted yet. */
export const pending = (
  strategy: Strategy,
  code: string | null,
  expireAt: number,
): Verification => ({
  strategy,
  code,
  expireAt,
  attempts: 0,
  verified: false,
})

/** Sends a new code to that address, which an attempt is compared with from now on. */
export function sendCode(
  instance: Instance,
  attempt: { verification: Verification | null },
  email: string,
  strategy: 'email_code' | 'reset_password_email_code' = 'email_code',
): void {
  const code = isTestAddress(email) ? testCode : `${randomInt(1_000_000)}`.padStart(6, '0')
  if (!isTestAddress(email)) {
    const purpose = strategy === 'email_code' ? 'verification' : 'password reset'
    const subject = `${code} is your ${purpose} code`
    sendMail(instance, { to: email, subject, text: 'Type it in where you asked for it.', code })
  }
  instance.state.change(({ settings }) => {
    const expireAt = instance.now() + settings.codeSeconds * 1000
    attempt.verification = pending(strategy, code, expireAt)
  })
}

/** Takes the code that was typed. Throws when it is another, or comes too late or too often. */
export function attemptCode(
  instance: Instance,
  { verification }: { verification: Verification | null },
  code: string,
  strategy: Strategy = 'email_code',
): void {
  if (!verification?.code || verification.strategy !== strategy)
    throw refusal('verification_missing')
  if (verification.verified) throw refusal('verification_already_verified')
  if (verification.attempts >= mostAttempts) throw refusal('verification_failed')
  if (verification.expireAt <= instance.now()) throw refusal('verification_expired')
  const isRight = verification.code === code
  instance.state.change(() => {
    verification.attempts += 1
    verification.verified = isRight
  })
  if (!isRight) throw refusal('form_code_incorrect', 'code')
}
