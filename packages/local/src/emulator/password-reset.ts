import { type Context, Hono } from 'hono'
import {
  type Account,
  findAccount,
  findAccountByEmail,
  hashPassword,
  minimumPasswordLength,
  updateAccount,
} from './accounts.ts'
import type { EmulatorEnv } from './env.ts'
import { readFields } from './fields.ts'
import type { HostedStore } from './hosted.ts'
import { sendMail } from './mailbox/mailbox.ts'
import { newPasswordForm, resetForm, resetSent } from './pages/account-forms.ts'
import type { FormError } from './pages/form.ts'
import { errorMessage, lastMessage } from './pages/page.ts'
import { createTicket, findTicket, redeemTicket } from './tickets.ts'

/** Minutes for which a link is good. */
const minutes = 60

const title = 'Reset your password'

/** A ticket to choose another password. */
export const createReset = (store: HostedStore, account: Account) =>
  createTicket(store, account, { purpose: 'reset-password', minutes, hasCode: false })

/** Where it is used, by its token, if the pages are at that path. */
export const resetUrl = ({ url }: HostedStore, path: string, token: string) =>
  `${url}${path}?${new URLSearchParams({ token })}`

/** Changes the password of the ticket's user; undefined when the ticket is not good, or no longer. */
export async function resetPassword(
  store: HostedStore,
  token: string,
  password: string,
): Promise<Account | undefined> {
  const passwordHash = await hashPassword(password)
  const ticket = redeemTicket(store, token, 'reset-password')
  if (typeof ticket === 'string') return undefined
  const account = findAccount(store, ticket.userId)
  return account && updateAccount(store, account, { passwordHash })
}

/** The pages at that path: for an address, to which a link is sent, and, with its token, for another
 * password. */
export function passwordResetRoutes(store: HostedStore, path: string): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get(path, (c) => {
    const token = c.req.query('token')
    if (token !== undefined) return sendNewPasswordPage(store, c, token)
    return store.sendPage(c, { title, content: resetForm({ action: path, hidden: {} }) })
  })

  app.post(path, async (c) => {
    const { token, email = '', password = '' } = (await readFields(c.req)) ?? {}
    if (token === undefined) {
      const account = findAccountByEmail(store.state.data.accounts, email)
      if (account) mailReset(store, path, account)
      return store.sendPage(c, { title, content: resetSent(email) })
    }
    if (password.length < minimumPasswordLength) {
      const sentence = `Choose a password of at least ${minimumPasswordLength} characters.`
      return sendNewPasswordPage(store, c, token, { field: 'password', sentence })
    }
    return (await resetPassword(store, token, password))
      ? store.sendPage(c, {
          title: 'Your password is changed',
          content: lastMessage('Sign in with it from now on.', store.appUrl),
        })
      : sendNewPasswordPage(store, c, token)
  })

  return app
}

/** Sends the user such a link, if the pages are at that path. */
export function mailReset(store: HostedStore, path: string, account: Account): void {
  const { email } = account
  const url = resetUrl(store, path, createReset(store, account).token)
  const text = 'You can choose another password. If you did not ask for it, do nothing.'
  sendMail(store, { to: email, subject: title, text, link: { label: 'Choose a password', url } })
}

function sendNewPasswordPage(store: HostedStore, c: Context, token: string, error?: FormError) {
  if (!findTicket(store, token, 'reset-password')) {
    return store.sendPage(c, {
      title: 'This link does not work',
      content: errorMessage('It has expired, or it was used already.', store.appUrl),
      status: 400,
    })
  }
  const action = c.req.path
  return store.sendPage(c, {
    title,
    content: newPasswordForm({ action, hidden: { token }, error }),
    status: error ? 422 : 200,
  })
}
