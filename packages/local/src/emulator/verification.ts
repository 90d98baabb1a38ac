import { type Context, Hono } from 'hono'
import { type Account, findAccount, type LinkedIdentity } from './accounts.ts'
import type { EmulatorEnv } from './env.ts'
import type { Fields } from './fields.ts'
import type { HostedStore } from './hosted.ts'
import { linkIdentity } from './identity.ts'
import { sendMail } from './mailbox/mailbox.ts'
import { codeForm } from './pages/account-forms.ts'
import type { FormError } from './pages/form.ts'
import { errorMessage, lastMessage } from './pages/page.ts'
import { createTicket, findTicket, redeemTicket, type Ticket } from './tickets.ts'

const title = 'Verify your email'

/** Minutes for which a code is good. */
const minutes = 10

/** Sends the user a code, in place of any other; `identity` becomes theirs once it is typed in. */
export function mailCode(store: HostedStore, account: Account, identity?: LinkedIdentity) {
  const ticket = createTicket(store, account, {
    purpose: 'verify-email',
    identity,
    minutes,
    hasCode: true,
  })
  const subject = `${ticket.code} is your verification code`
  const text = 'Type it in where you were asked for it.'
  sendMail(store, { to: account.email, subject, text, code: ticket.code })
  return ticket
}

/** Minutes for which a link is good: five days. */
const linkMinutes = 5 * 24 * 60

/** A ticket to verify the address by opening its link, and where that is. */
export function createVerifyLink(store: HostedStore, path: string, account: Account): string {
  const purpose = 'verify-email'
  const ticket = createTicket(store, account, { purpose, minutes: linkMinutes, hasCode: false })
  return `${store.url}${path}?${new URLSearchParams({ ticket: ticket.token })}`
}

/** Sends the user such a link. */
export function mailVerifyLink(store: HostedStore, path: string, account: Account): void {
  const url = createVerifyLink(store, path, account)
  const text = 'Open this link, so that it is known that the address is yours.'
  const link = { label: 'Verify', url }
  sendMail(store, { to: account.email, subject: title, text, link })
}

/** The page to which those links lead. */
export function verifyLinkRoutes(store: HostedStore, path: string): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get(path, (c) => {
    const ticket = redeemTicket(store, c.req.query('ticket') ?? '', 'verify-email')
    const account = typeof ticket === 'string' ? undefined : findAccount(store, ticket.userId)
    if (!account) {
      return store.sendPage(c, {
        title: 'This link does not work',
        content: errorMessage('It has expired, or it was used already.', store.appUrl),
        status: 400,
      })
    }
    linkIdentity(store, account)
    return store.sendPage(c, {
      title: 'Your email is verified',
      content: lastMessage('The app knows of it from the next sign-in on.', store.appUrl),
    })
  })
  return app
}

/** The form that asks for a code, as the vendor's own form goes on: `ticket` and `code` are added to
 * what it is sent. */
interface CodePage {
  readonly action: string
  readonly hidden: Fields
}

/** Sends the user a code, and the page that asks for it. */
export function askForCode(
  store: HostedStore,
  c: Context,
  page: CodePage,
  account: Account,
  identity?: LinkedIdentity,
): Promise<Response> {
  const ticket = mailCode(store, account, identity)
  return sendCodePage(store, c, page, { ...ticket, email: account.email })
}

/** The user whose code was typed in, whose address is verified from now on, and the ticket; the page
 * again where it was another code. */
export async function takeCode(
  store: HostedStore,
  c: Context,
  page: CodePage,
  { ticket: token = '', code = '' }: Fields,
): Promise<{ account: Account; ticket: Ticket } | Response> {
  const { userId = '' } = findTicket(store, token, 'verify-email') ?? {}
  const account = findAccount(store, userId)
  const ticket = redeemTicket(store, token, 'verify-email', code)
  if (!account || ticket === 'gone') {
    const sentence = 'It has expired, was used already, or was mistyped too often.'
    return store.sendPage(c, {
      title: 'This code does not work',
      content: errorMessage(sentence, store.appUrl),
      status: 400,
    })
  }
  if (ticket === 'wrong') {
    const error = { field: 'code', sentence: 'That is not the code.' }
    return sendCodePage(store, c, page, { token, email: account.email, error })
  }
  return { account: linkIdentity(store, account, ticket.identity), ticket }
}

function sendCodePage(
  store: HostedStore,
  c: Context,
  { action, hidden }: CodePage,
  { token, email, error }: { token: string; email: string; error?: FormError },
): Promise<Response> {
  return store.sendPage(c, {
    title,
    content: codeForm({ action, hidden: { ...hidden, ticket: token }, error }, email),
    status: error ? 422 : 200,
  })
}
