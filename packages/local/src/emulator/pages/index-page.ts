import { html } from 'hono/html'
import type { Html } from './page.ts'

/** The emulator's front page: what it is, who has an account, and what a test can ask of it. */
export function indexPage(page: {
  readonly purpose: string
  readonly emails: readonly string[]
  /** Where what was sent can be read, if anything is sent. */
  readonly mailbox?: string
  readonly hooks: readonly string[]
}): Html {
  return html`<p>${page.purpose}</p>
${page.mailbox && html`<a class="alone" href="${page.mailbox}">Mailbox</a>`}
<h2>Users</h2>
${
  page.emails.length === 0
    ? html`<p>Nobody has signed up yet.</p>`
    : html`<ul>${page.emails.map((email) => html`<li>${email}</li>`)}</ul>`
}
<h2>Hooks for tests</h2>
<ul>${page.hooks.map((hook) => html`<li><code>${hook}</code></li>`)}</ul>`
}
