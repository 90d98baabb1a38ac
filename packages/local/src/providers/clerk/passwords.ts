import { minimumPasswordLength } from '../../emulator/create-account.ts'
import { hashPassword, isPassword } from '../../emulator/passwords.ts'
import { refusal } from './errors.ts'

/** Clerk's own, which is bcrypt's. */
export const maximumPasswordLength = 72

/** The hash of a password that somebody chooses. Throws when Clerk would not take it. */
export async function hashNewPassword(password: string, param = 'password'): Promise<string> {
  if (password.length < minimumPasswordLength) {
    const message = `Passwords must be ${minimumPasswordLength} characters or more.`
    throw refusal(422, 'form_password_length_too_short', message, message, param)
  }
  if (password.length > maximumPasswordLength) {
    const message = `Passwords must be ${maximumPasswordLength} characters or less.`
    throw refusal(422, 'form_password_length_too_long', message, message, param)
  }
  return hashPassword(password)
}

/** Throws unless the hash was made of that password. */
export async function checkPassword(
  password: string,
  hash: string | null,
  param = 'password',
): Promise<void> {
  if (hash !== null && (await isPassword(password, hash))) return
  const message = 'Password is incorrect. Try again, or use another method.'
  throw refusal(422, 'form_password_incorrect', message, message, param)
}
