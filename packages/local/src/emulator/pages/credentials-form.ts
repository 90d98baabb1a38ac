import { html } from 'hono/html'
import { minimumPasswordLength } from '../accounts.ts'
import type { Fields } from '../fields.ts'
import { type FormError, formPage } from './form.ts'
import type { Html } from './page.ts'

/** A form for an e-mail address and a password, to sign in or to sign up with. */
export interface CredentialsForm {
  readonly screen: 'sign-in' | 'sign-up'
  readonly action: string
  /** Sent along as they are. */
  readonly hidden: Fields
  readonly email: string
  /** Where the other screen is. */
  readonly otherScreen: string
  /** Where a forgotten password is reset. */
  readonly resetPage: string
  /** Where a user goes on with Google. */
  readonly googlePage: string
  readonly error?: FormError | undefined
}

const wording = {
  'sign-in': { button: 'Sign in', question: 'No account yet?', other: 'Sign up' },
  'sign-up': { button: 'Create account', question: 'Have an account?', other: 'Sign in' },
} as const

/** What a new password has to be. */
export const passwordHint = `At least ${minimumPasswordLength} characters.`

/** The form as HTML, with the ways around it. */
export function credentialsForm(form: CredentialsForm): Html {
  const { action, hidden, error, email } = form
  const { button, question, other } = wording[form.screen]
  const isNew = form.screen === 'sign-up'
  const fields = [
    {
      name: 'email',
      label: 'Email',
      type: 'email',
      autocomplete: isNew ? 'email' : 'username',
      value: email,
    },
    {
      name: 'password',
      label: 'Password',
      type: 'password',
      autocomplete: isNew ? 'new-password' : 'current-password',
      ...(isNew && { hint: passwordHint }),
    },
  ] as const
  return html`${formPage({ action, hidden, fields, button, error })}
<p class="switch">${question} <a class="alone" href="${form.otherScreen}">${other}</a></p>
${!isNew && html`<p class="switch"><a class="alone" href="${form.resetPage}">Forgot password?</a></p>`}
<a class="button other" href="${form.googlePage}">Continue with Google</a>`
}
