import {
  type Account,
  type AccountStore,
  createAccount,
  findAccount,
  findAccountByEmail,
  isEmail,
  isPassword,
  minimumPasswordLength,
  normaliseEmail,
} from './accounts.ts'
import type { FormError } from './pages/form.ts'

/** The two pages of a provider: for users with an account, and for new ones. */
export type Screen = 'sign-in' | 'sign-up'

/** The headings of those pages. */
export const screenTitles = { 'sign-in': 'Sign in', 'sign-up': 'Create your account' } as const

/** Why the sign-in was refused, with its HTTP status. */
export interface Refused extends FormError {
  readonly status: 401 | 409 | 422
}

type Outcome = Account | { readonly refused: Refused }

/** The account of the user who typed that, a new one on the screen for new users. */
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
    const sentence = `There is no account for ${normaliseEmail(email)} here. Sign up first.`
    return refuse(401, 'email', sentence)
  }
  const { passwordHash } = account
  if (passwordHash === null || !(await isPassword(password, passwordHash))) {
    return refuse(401, 'password', `That is not the password of ${account.email}.`)
  }
  // It may have been deleted while its password was checked.
  return findAccount(store, account.id) ?? signIn(store, email, password)
}

async function signUp(store: AccountStore, email: string, password: string): Promise<Outcome> {
  if (password.length < minimumPasswordLength) {
    const sentence = `Choose a password of at least ${minimumPasswordLength} characters.`
    return refuse(422, 'password', sentence)
  }
  const account = await createAccount(store, { email, password, emailVerified: false })
  return (
    account ??
    refuse(409, 'email', `${normaliseEmail(email)} has an account already. Sign in instead.`)
  )
}

function refuse(status: Refused['status'], field: Refused['field'], sentence: string): Outcome {
  return { refused: { status, field, sentence } }
}
