import { type Account, findAccountByEmail, isEmail, normaliseEmail } from './accounts.ts'
import { type AccountStore, createAccount, minimumPasswordLength } from './create-account.ts'
import type { CredentialsError } from './pages/credentials-form.ts'
import { isPassword } from './passwords.ts'

/** The two pages of a provider: for people with an account, and for new ones. */
export type Screen = 'sign-in' | 'sign-up'

/** The headings of those pages. */
export const screenTitles = { 'sign-in': 'Sign in', 'sign-up': 'Create your account' } as const

/** Why nobody was signed in, with the HTTP status that says so. */
export interface Refused extends CredentialsError {
  readonly status: 401 | 409 | 422
}

type Outcome = Account | { readonly refused: Refused }

/** Who typed that, on the screen for people with an account or on the one for new people. */
export async function identify(
  store: AccountStore,
  screen: Screen,
  email: string,
  password: string,
): Promise<Outcome> {
  if (!isEmail(email)) {
    return refuse(422, 'email', 'Type an e-mail address, such as name@example.com.')
  }
  return screen === 'sign-up' ? signUp(store, email, password) : signIn(store, email, password)
}

async function signIn(store: AccountStore, email: string, password: string): Promise<Outcome> {
  const account = findAccountByEmail(store.state.data.accounts, email)
  if (!account) {
    return refuse(
      401,
      'email',
      `There is no account for ${normaliseEmail(email)} here. Sign up first.`,
    )
  }
  const { passwordHash } = account
  if (passwordHash === null || !(await isPassword(password, passwordHash))) {
    return refuse(401, 'password', `That is not the password of ${account.email}.`)
  }
  return account
}

async function signUp(store: AccountStore, email: string, password: string): Promise<Outcome> {
  if (password.length < minimumPasswordLength) {
    const sentence = `Choose a password of at least ${minimumPasswordLength} characters.`
    return refuse(422, 'password', sentence)
  }
  // Verified, as if the code that the provider sends had been typed in.
  const account = await createAccount(store, { email, password, emailVerified: true })
  return (
    account ??
    refuse(409, 'email', `${normaliseEmail(email)} has an account already. Sign in instead.`)
  )
}

function refuse(status: Refused['status'], field: Refused['field'], sentence: string): Outcome {
  return { refused: { status, field, sentence } }
}
