import { Hono } from 'hono'
import { z } from 'zod'
import {
  type Account,
  findAccount,
  findAccountByEmail,
  minimumPasswordLength,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { checkedBody } from '../../../emulator/checked.ts'
import { isoTime } from '../../../emulator/clock.ts'
import { linkIdentity } from '../../../emulator/identity.ts'
import { createReset, resetPassword, resetUrl } from '../../../emulator/password-reset.ts'
import { redeemTicket, type Ticket } from '../../../emulator/tickets.ts'
import { mailCode } from '../../../emulator/verification.ts'
import { badCode, invalidParameters, notFound } from '../errors.ts'
import { resetPath } from '../pages/sign-in.ts'
import type { Authkit } from '../state.ts'
import { workosUser } from '../user.ts'
import { namedUser, requireApiKey, usersPath } from './users.ts'

const codeSchema = z.strictObject({ code: z.string() })
const emailSchema = z.strictObject({ email: z.string() })
const resetSchema = z.strictObject({
  token: z.string(),
  new_password: z.string().min(minimumPasswordLength),
})

const resetsPath = '/user_management/password_reset'

/** What an app's server does about addresses and forgotten passwords. Only a verification is mailed:
 * what is made of a reset, the app sends itself. */
export function emailRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.use(`${resetsPath}/*`, requireApiKey(authkit))

  app.post(`${usersPath}/:id/email_verification/send`, (c) => {
    const account = namedUser(authkit, c.req.param('id'))
    mailCode(authkit, account)
    return c.json({ user: workosUser(account) })
  })

  app.post(`${usersPath}/:id/email_verification/confirm`, async (c) => {
    const account = namedUser(authkit, c.req.param('id'))
    const { code } = await checkedBody(c, codeSchema, invalidParameters)
    const [token = ''] =
      ticketsOf(authkit, 'verify-email').find(([, { userId }]) => userId === account.id) ?? []
    const ticket = redeemTicket(authkit, token, 'verify-email', code)
    if (typeof ticket === 'string') throw badCode()
    return c.json({ user: workosUser(linkIdentity(authkit, account, ticket.identity)) })
  })

  app.post(resetsPath, async (c) => {
    const { email } = await checkedBody(c, emailSchema, invalidParameters)
    const account = findAccountByEmail(authkit.state.data.accounts, email)
    if (!account) throw notFound('User', email)
    const ticket = createReset(authkit, account)
    return c.json(passwordReset(authkit, ticket.token, ticket, account), 201)
  })

  app.get(`${resetsPath}/:id`, (c) => {
    const asked = c.req.param('id')
    const found = ticketsOf(authkit, 'reset-password').find(([, { id }]) => idOf(id) === asked)
    const account = found && findAccount(authkit, found[1].userId)
    if (!account) throw notFound('Password reset', asked)
    return c.json(passwordReset(authkit, ...found, account))
  })

  app.post(`${resetsPath}/confirm`, async (c) => {
    const { token, new_password } = await checkedBody(c, resetSchema, invalidParameters)
    const account = await resetPassword(authkit, token, new_password)
    if (!account) throw notFound('Password reset token', token)
    return c.json({ user: workosUser(account) })
  })

  return app
}

const ticketsOf = ({ state, now }: Authkit, purpose: Ticket['purpose']) =>
  Object.entries(state.data.tickets).filter(
    ([, ticket]) => ticket.purpose === purpose && ticket.expiresAt > now(),
  )

const idOf = (id: string) => `password_reset_${id}`

const passwordReset = (authkit: Authkit, token: string, ticket: Ticket, account: Account) => ({
  object: 'password_reset',
  id: idOf(ticket.id),
  user_id: account.id,
  email: account.email,
  password_reset_token: token,
  password_reset_url: resetUrl(authkit, resetPath, token),
  expires_at: isoTime(ticket.expiresAt),
  created_at: isoTime(ticket.createdAt),
})
