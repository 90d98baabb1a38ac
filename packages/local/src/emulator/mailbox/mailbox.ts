import { randomUUID } from 'node:crypto'
import { normaliseEmail } from '../accounts.ts'
import { type Clock, isoTime } from '../clock.ts'
import type { StateFile } from '../state-file.ts'

/** A letter that a provider would have sent. */
export interface Mail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** What its button says and where it leads; null for a letter without one. */
  readonly link: { readonly label: string; readonly url: string } | null
  /** What is to be typed in; null for a letter without one. */
  readonly code: string | null
  /** ISO 8601. */
  readonly sentAt: string
}

/** Where a provider keeps what it would have sent, oldest first. */
export interface MailStore {
  readonly state: StateFile<{ mails: Mail[] }>
  readonly now: Clock
}

/** How many letters are kept. */
const capacity = 100

/** Puts a letter into the mailbox. Nothing leaves this machine. */
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

/** What was sent to that address in any case, or to anybody; oldest first. */
export function mailsTo({ state }: MailStore, email: string | undefined): readonly Mail[] {
  const { mails } = state.data
  return email === undefined ? mails : mails.filter(({ to }) => to === normaliseEmail(email))
}
