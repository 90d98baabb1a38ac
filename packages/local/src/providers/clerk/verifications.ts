import { randomInt } from 'node:crypto'
import { sendMail } from '../../emulator/mailbox/mailbox.ts'
import { refusal } from './errors.ts'
import type { Instance } from './instance.ts'
import type { Strategy, Verification } from './state.ts'

/** What every address with `+clerk_test` in it is verified with; nothing is sent to it
 * (clerk.com/docs/guides/development/testing/test-emails-and-phones). */
const testCode = '424242'
const isTestAddress = (email: string) => /\+clerk_test[^@]*@/.test(email)

/** How many wrong codes there may be before a new one is needed. */
const mostAttempts = 5

/** Sends a new code to that address and returns what an attempt is compared with. */
export function sendCode(instance: Instance, email: string): Verification {
  const now = instance.now()
  const code = isTestAddress(email) ? testCode : `${randomInt(1_000_000)}`.padStart(6, '0')
  if (!isTestAddress(email)) {
    const subject = `${code} is your verification code`
    sendMail(instance, { to: email, subject, text: 'Type it in where you asked for it.', code })
  }
  const { codeSeconds } = instance.state.data.settings
  return pending('email_code', code, now + codeSeconds * 1000)
}

/** A verification that nobody has attempted. */
export function pending(strategy: Strategy, code: string | null, expireAt: number): Verification {
  return { strategy, code, expireAt, attempts: 0, verified: false }
}

/** Takes the code that was typed. Throws when it is not the one, or comes too late or too often. */
export function attemptCode(
  instance: Instance,
  verification: Verification | null,
  code: string,
): void {
  if (!verification?.code) {
    throw refusal(
      400,
      'verification_missing',
      'is missing',
      'This strategy requires verification preparation before attempting to validate it.',
    )
  }
  if (verification.verified) {
    const longMessage = 'This verification has already been verified.'
    throw refusal(400, 'verification_already_verified', 'already verified', longMessage)
  }
  if (verification.attempts >= mostAttempts) {
    const longMessage =
      'Too many failed attempts. You have to try again with the same or another method.'
    throw refusal(400, 'verification_failed', 'failed', longMessage)
  }
  if (verification.expireAt <= instance.now()) {
    const longMessage = 'This verification has expired. You must create a new one.'
    throw refusal(400, 'verification_expired', 'expired', longMessage)
  }
  const isRight = verification.code === code
  instance.state.change(() => {
    verification.attempts += 1
    verification.verified = isRight
  })
  if (!isRight) {
    throw refusal(422, 'form_code_incorrect', 'is incorrect', 'Incorrect code', 'code')
  }
}
