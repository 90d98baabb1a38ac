import { html } from 'hono/html'
import type { Html } from '../pages/page.ts'
import type { Mail } from './mailbox.ts'
import { mailboxPath } from './path.ts'

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

const toWhom = ({ to, sentAt }: Mail) =>
  html`To ${to}, <time datetime="${sentAt}">${time.format(new Date(sentAt))}</time>`

/** All letters, the newest on top. */
export function mailList(mails: readonly Mail[]): Html {
  return html`${
    mails.length === 0
      ? html`<p>Nothing has been sent yet.</p>`
      : html`<ul class="mails">${mails.toReversed().map(
          (mail) => html`<li>
<a class="alone" href="${mailboxPath}/${mail.id}">${mail.subject}</a>
<small>${toWhom(mail)}</small>
</li>`,
        )}</ul>`
  }
<a class="alone" href="${mailboxPath}">Look for new mail</a>`
}

/** One letter, with its button or its code. */
export function mailPage(mail: Mail): Html {
  return html`<p><small>${toWhom(mail)}</small></p>
<p>${mail.text}</p>
${mail.code !== null && html`<p class="code">${mail.code}</p>`}
${mail.link && html`<a class="button" href="${mail.link.url}">${mail.link.label}</a>`}
<a class="alone" href="${mailboxPath}">All mail</a>`
}
