import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { html } from 'hono/html'
import type { StateFile } from '../../runtime/state-file.ts'
import { normaliseEmail } from '../accounts.ts'
import { type Clock, isoTime } from '../clock.ts'
import type { EmulatorEnv } from '../env.ts'
import type { Html, SendPage } from '../pages/page.ts'

/** An email that a provider would have sent. */
export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Its button; null for an email without one. */
  readonly link: { readonly label: string; readonly url: string } | null
  /** What to type in; null for an email without one. */
  readonly code: string | null
  /** ISO 8601. */
  readonly sentAt: string
}

/** Where a provider keeps what it would have sent, oldest first. */
export interface MailStore {
  readonly state: StateFile<{ mails: Mail[] }>
  readonly now: Clock
}

/** How many emails are kept. */
const capacity = 100

/** Puts an email into the mailbox. Nothing leaves this machine. */
export function sendMail(
  { state, now }: MailStore,
  {
    to,
    subject,
    text,
    link = null,
    code = null,
  }: Pick<Mail, 'to' | 'subject' | 'text'> & Partial<Pick<Mail, 'link' | 'code'>>,
): void {
  const mail: Mail = { id: randomUUID(), to, subject, text, link, code, sentAt: isoTime(now()) }
  state.change(({ mails }) => {
    mails.push(mail)
    mails.splice(0, mails.length - capacity)
  })
}

/** What was sent to that address in any case, or to all; oldest first. */
export function mailsTo({ state }: MailStore, email: string | undefined): readonly Mail[] {
  const { mails } = state.data
  return email === undefined ? mails : mails.filter(({ to }) => to === normaliseEmail(email))
}

/** Where the mailbox is at every emulator that has one. */
export const mailboxPath = '/mailbox'

/** What `mailHooks` mounts, for the front page. */
export const mailHookNames: readonly string[] = ['GET, DELETE /_emulate/mail']

/** Hooks to read what was sent, all or `?to=` an address, and to empty the mailbox. */
export function mailHooks(store: MailStore): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get('/mail', (c) => c.json({ mails: mailsTo(store, c.req.query('to')) }))
  app.delete('/mail', (c) => {
    store.state.change(({ mails }) => {
      mails.length = 0
    })
    return c.body(null, 204)
  })
  return app
}

/** The mailbox, for a user who waits for an email. */
export function mailboxRoutes(store: MailStore & { readonly sendPage: SendPage }) {
  const app = new Hono<EmulatorEnv>()
  app.get(mailboxPath, (c) =>
    store.sendPage(c, { title: 'Mailbox', content: mailList(store.state.data.mails), wide: true }),
  )
  app.get(`${mailboxPath}/:id`, (c) => {
    const mail = store.state.data.mails.find(({ id }) => id === c.req.param('id'))
    return mail
      ? store.sendPage(c, { title: mail.subject, content: mailPage(mail) })
      : store.sendPage(c, {
          title: 'This email is gone',
          content: mailList(store.state.data.mails),
          status: 404,
          wide: true,
        })
  })
  return app
}

const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

const toWhom = ({ to, sentAt }: Mail) =>
  html`To ${to}, <time datetime="${sentAt}">${time.format(new Date(sentAt))}</time>`

/** All emails, the newest on top. */
function mailList(mails: readonly Mail[]): Html {
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

/** One email, with its button or its code. */
function mailPage(mail: Mail): Html {
  return html`<p><small>${toWhom(mail)}</small></p>
<p>${mail.text}</p>
${mail.code !== null && html`<p class="code">${mail.code}</p>`}
${mail.link && html`<a class="button" href="${mail.link.url}">${mail.link.label}</a>`}
<a class="alone" href="${mailboxPath}">All mail</a>`
}
