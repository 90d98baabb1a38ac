import type { Context } from 'hono'
import { type Account, findAccount, type LinkedIdentity } from './accounts.ts'
import type { Fields } from './fields.ts'
import type { HostedStore } from './hosted.ts'
import { linkIdentity } from './identity.ts'
import { sendMail } from './mailbox/mailbox.ts'
import { codeForm } from './pages/account-forms.ts'
import type { FormError } from './pages/form.ts'
import { errorMessage } from './pages/page.ts'
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
