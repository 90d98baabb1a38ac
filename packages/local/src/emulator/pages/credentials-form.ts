import { html } from 'hono/html'
import type { Fields } from '../fields.ts'
import type { Html } from './page.ts'

/** Why an attempt was refused, and the field that has to change. */
export interface CredentialsError {
  readonly field: 'email' | 'password'
  readonly sentence: string
}

/** A form for an e-mail address and a password, to sign in or to sign up with. */
export interface CredentialsForm {
  readonly screen: 'sign-in' | 'sign-up'
  readonly action: string
  /** Sent along as they are. */
  readonly hidden: Fields
  readonly email: string
  /** Where the other screen is. */
  readonly otherScreen: string
  readonly minimumPasswordLength: number
  readonly error?: CredentialsError | undefined
}

const wording = {
  'sign-in': { button: 'Sign in', question: 'No account yet?', other: 'Sign up' },
  'sign-up': { button: 'Create account', question: 'Have an account?', other: 'Sign in' },
} as const

/** The form as HTML, without any script; focus starts where something has to be typed. */
export function credentialsForm(form: CredentialsForm): Html {
  const { button, question, other } = wording[form.screen]
  const isNew = form.screen === 'sign-up'
  const focus = form.error?.field ?? (form.email === '' ? 'email' : 'password')
  const described = (field: CredentialsError['field'], hint?: string) => {
    const isWrong = form.error?.field === field
    const ids = [isWrong && 'error', hint].filter(Boolean).join(' ')
    return html`${isWrong && html` aria-invalid="true"`}${ids && html` aria-describedby="${ids}"`}${
      focus === field && html` autofocus`
    }`
  }
  return html`${form.error && html`<p role="alert" id="error">${form.error.sentence}</p>`}
<form method="post" action="${form.action}">
${Object.entries(form.hidden).map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
)}
<div>
<label for="email">Email</label>
<input id="email" name="email" type="email" required autocomplete="${
    isNew ? 'email' : 'username'
  }" value="${form.email}"${described('email')}>
</div>
<div>
<label for="password">Password</label>
<input id="password" name="password" type="password" required autocomplete="${
    isNew ? 'new-password' : 'current-password'
  }"${described('password', isNew ? 'hint' : undefined)}>
${isNew && html`<small id="hint">At least ${form.minimumPasswordLength} characters.</small>`}
</div>
<button>${button}</button>
</form>
<p class="switch">${question} <a class="alone" href="${form.otherScreen}">${other}</a></p>`
}
