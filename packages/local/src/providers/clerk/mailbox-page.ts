import { html } from 'hono/html'
import type { Html } from '../../emulator/pages/page.ts'
import type { Mail } from './state.ts'

/** What Clerk would have sent, newest first, for the person who tries the app. */
export function mailboxPage(mail: readonly Mail[]): Html {
  if (mail.length === 0) {
    return html`<p>Nothing has been sent yet. Sign up in the app, then reload this page.</p>`
  }
  return html`<ul>${mail.map(
    ({ at, to, code }) => html`<li><strong>${code}</strong> for ${to}, <small>${at}</small></li>`,
  )}</ul>
<p>Reload this page to see what was sent since.</p>`
}
