import { html } from 'hono/html'
import { mailboxPath } from '../mailbox/mailbox.ts'
import { passwordHint } from './credentials-form.ts'
import { type Form, formPage } from './form.ts'
import type { Html } from './page.ts'

/** What differs between the forms here, and what was wrong with the last try. */
type Given = Pick<Form, 'action' | 'hidden' | 'error'>

const toMailbox = html`<p><a class="alone" href="${mailboxPath}" target="_blank">Open the mailbox</a></p>`

/** Asks for the code that was sent to that address. */
export const codeForm = (given: Given, email: string): Html => html`<p>
A code was sent to ${email}. Nothing leaves this machine: it is in the mailbox.
</p>
${toMailbox}
${formPage({
  ...given,
  fields: [{ name: 'code', label: 'Code', type: 'text', autocomplete: 'one-time-code' }],
  button: 'Continue',
})}`

/** Asks for the address of the account whose password was forgotten. */
export const resetForm = (given: Given): Html =>
  formPage({
    ...given,
    fields: [{ name: 'email', label: 'Email', type: 'email', autocomplete: 'username' }],
    button: 'Send a link',
  })

/** Tells that a link was sent, whether or not there is an account. */
export const resetSent = (email: string): Html => html`<p>
If ${email} has an account, a link to choose another password was sent to it. It is in the mailbox.
</p>
${toMailbox}`

/** Asks for another password. */
export const newPasswordForm = (given: Given): Html =>
  formPage({
    ...given,
    fields: [
      {
        name: 'password',
        label: 'New password',
        type: 'password',
        autocomplete: 'new-password',
        hint: passwordHint,
      },
    ],
    button: 'Change password',
  })

/** Asks which identity the other provider would answer with. */
export const identityForm = (given: Given, email = ''): Html => html`<p>
This page takes the place of Google’s on this machine. Be any user that you like.
</p>
${formPage({
  ...given,
  fields: [
    { name: 'email', label: 'Email', type: 'email', autocomplete: 'email', value: email },
    {
      name: 'given_name',
      label: 'First name',
      type: 'text',
      autocomplete: 'given-name',
      isOptional: true,
    },
    {
      name: 'family_name',
      label: 'Last name',
      type: 'text',
      autocomplete: 'family-name',
      isOptional: true,
    },
  ],
  checked: { email_verified: 'Google has verified this address' },
  button: 'Continue',
})}`
