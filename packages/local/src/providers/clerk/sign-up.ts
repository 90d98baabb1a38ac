import { addAccount, findAccountByEmail, isEmail, normaliseEmail } from '../../emulator/accounts.ts'
import { isoTime } from '../../emulator/clock.ts'
import type { Fields } from '../../emulator/fields.ts'
import { identifierExists, refusal, sessionExists } from './errors.ts'
import { createId } from './ids.ts'
import type { Instance } from './instance.ts'
import { hashNewPassword } from './passwords.ts'
import { activeSession, startSession } from './sessions.ts'
import type { Client, SignUp } from './state.ts'

/** What can be said of somebody at a sign-up. `locale` is the browser's, which nothing here uses. */
export const signUpFields = ['email_address', 'password', 'first_name', 'last_name', 'locale']

/** Begins a sign-up in that browser, in place of any other. Throws what `fillIn` throws. */
export async function createSignUp(
  instance: Instance,
  client: Client,
  fields: Fields,
): Promise<SignUp> {
  if (activeSession(instance, client)) throw sessionExists()
  const changes = await check(instance, fields)
  return instance.state.change(() => {
    client.signUp = {
      id: createId('sua'),
      createdAt: instance.now(),
      email: null,
      passwordHash: null,
      firstName: null,
      lastName: null,
      verification: null,
      createdUserId: null,
      createdSessionId: null,
      ...changes,
    }
    return client.signUp
  })
}

/** Adds to a sign-up what is missing. Throws when Clerk would refuse a field. */
export async function fillIn(instance: Instance, signUp: SignUp, fields: Fields): Promise<void> {
  const changes = await check(instance, fields)
  const isOtherEmail = changes.email !== undefined && changes.email !== signUp.email
  instance.state.change(() => {
    Object.assign(signUp, changes, isOtherEmail && { verification: null })
  })
}

/** Makes the account and signs it in, once nothing is missing and the address is verified. Throws
 * when the address got an account in the meantime. */
export function completeSignUp(instance: Instance, client: Client, signUp: SignUp): void {
  const { email, passwordHash, firstName, lastName, verification } = signUp
  if (email === null || passwordHash === null || !verification?.verified) return
  const account = instance.state.change(({ accounts }) =>
    addAccount(accounts, {
      id: instance.createAccountId(),
      email,
      emailVerified: true,
      firstName,
      lastName,
      passwordHash,
      createdAt: isoTime(instance.now()),
      lastSignInAt: null,
    }),
  )
  if (!account) throw identifierExists()
  const session = startSession(instance, client, account, 'email_code')
  instance.state.change(() => {
    signUp.createdUserId = account.id
    signUp.createdSessionId = session.id
    client.signUp = null
  })
}

async function check(instance: Instance, fields: Fields): Promise<Partial<SignUp>> {
  const { email_address: email, password, first_name: firstName, last_name: lastName } = fields
  if (email !== undefined && !isEmail(email)) {
    throw refusal(
      422,
      'form_param_format_invalid',
      'is invalid',
      'email_address must be a valid email address.',
      'email_address',
    )
  }
  if (email && findAccountByEmail(instance.state.data.accounts, email)) throw identifierExists()
  return {
    ...(email !== undefined && { email: normaliseEmail(email) }),
    ...(password !== undefined && { passwordHash: await hashNewPassword(password) }),
    ...(firstName !== undefined && { firstName: firstName || null }),
    ...(lastName !== undefined && { lastName: lastName || null }),
  }
}
