import { type Account, findAccountByEmail } from '../../emulator/accounts.ts'
import type { Fields } from '../../emulator/fields.ts'
import { NotEmulated } from '../../emulator/not-emulated.ts'
import { missing, refusal, sessionExists } from './errors.ts'
import { createId } from './ids.ts'
import type { Instance } from './instance.ts'
import { checkPassword } from './passwords.ts'
import { activeSession, startSession } from './sessions.ts'
import type { Client, SignIn, Strategy } from './state.ts'
import { attemptCode, pending, sendCode } from './verifications.ts'

/** What a sign-in can begin with. `locale` is the browser's, which nothing here uses. */
export const signInFields = ['identifier', 'password', 'strategy', 'locale']

/** Begins a sign-in in that browser, in place of any other, and goes as far as the fields allow.
 * Throws when somebody is signed in, when nobody has the address, and what an attempt throws. */
export async function createSignIn(
  instance: Instance,
  client: Client,
  fields: Fields,
): Promise<SignIn> {
  if (activeSession(instance, client)) throw sessionExists()
  const { identifier, password } = fields
  const strategy = fields.strategy === undefined ? undefined : checkStrategy(fields.strategy)
  if (strategy !== undefined && identifier === undefined) throw missing('identifier')
  const account = identifier === undefined ? undefined : identify(instance, identifier)
  if (account && password !== undefined) await checkPassword(password, account.passwordHash)
  const signIn = instance.state.change(() => {
    client.signIn = {
      id: createId('sia'),
      createdAt: instance.now(),
      userId: account?.id ?? null,
      verification: null,
      createdSessionId: null,
    }
    return client.signIn
  })
  if (account && password !== undefined) finish(instance, client, signIn, account, 'password')
  else if (strategy === 'email_code') prepareCode(instance, signIn)
  return signIn
}

/** Sends a code to whoever signs in. */
export function prepareCode(instance: Instance, signIn: SignIn): void {
  const verification = sendCode(instance, accountOf(instance, signIn).email)
  instance.state.change(() => {
    signIn.verification = verification
  })
}

/** Signs somebody in with the password or the code that was typed. Throws when it is not theirs. */
export async function attempt(
  instance: Instance,
  client: Client,
  signIn: SignIn,
  fields: Fields,
): Promise<void> {
  const account = accountOf(instance, signIn)
  const strategy = checkStrategy(fields.strategy)
  if (strategy === 'password') {
    if (fields.password === undefined) throw missing('password')
    await checkPassword(fields.password, account.passwordHash)
  } else {
    if (fields.code === undefined) throw missing('code')
    attemptCode(instance, signIn.verification, fields.code)
  }
  finish(instance, client, signIn, account, strategy)
}

/** The strategy of that name. Throws for those that Clerk has and this instance does not. */
export function checkStrategy(strategy: string | undefined): Strategy {
  if (strategy === undefined) throw missing('strategy')
  if (strategy === 'password' || strategy === 'email_code') return strategy
  throw new NotEmulated(`signing in with ${strategy}`)
}

function identify({ state }: Instance, identifier: string): Account {
  const account = findAccountByEmail(state.data.accounts, identifier)
  if (account) return account
  const message = "Couldn't find your account."
  throw refusal(422, 'form_identifier_not_found', message, message, 'identifier')
}

function accountOf({ state }: Instance, signIn: SignIn): Account {
  const account = state.data.accounts[signIn.userId ?? '']
  if (account) return account
  throw refusal(
    400,
    'client_state_invalid',
    'Invalid action',
    'We were unable to complete a factor verification for this Client. ' +
      'Supply an identifier first.',
  )
}

function finish(
  instance: Instance,
  client: Client,
  signIn: SignIn,
  account: Account,
  strategy: Strategy,
): void {
  const session = startSession(instance, client, account, strategy)
  instance.state.change(() => {
    signIn.verification ??= pending(strategy, null, instance.now())
    signIn.verification.verified = true
    signIn.createdSessionId = session.id
    client.signIn = null
  })
}
