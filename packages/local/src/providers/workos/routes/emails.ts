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

const [verificationsPath, resetsPath] = [
  '/user_management/email_verification',
  '/user_management/password_reset',
]

/** What an app's server does about addresses and forgotten passwords. Only a verification is mailed:
 * what is made of a reset, the app sends itself. */
export function emailRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  for (const path of [verificationsPath, resetsPath]) app.use(`${path}/*`, requireApiKey(authkit))

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

  app.get(`${verificationsPath}/:id`, (c) => {
    const { ticket, account } = byId(authkit, 'email_verification', c.req.param('id'))
    return c.json({
      ...commonFields('email_verification', ticket, account),
      code: ticket.code,
      updated_at: isoTime(ticket.createdAt),
    })
  })

  app.post(resetsPath, async (c) => {
    const { email } = await checkedBody(c, emailSchema, invalidParameters)
    const account = findAccountByEmail(authkit.state.data.accounts, email)
    if (!account) throw notFound('User', email)
    const ticket = createReset(authkit, account)
    return c.json(passwordReset(authkit, ticket.token, ticket, account), 201)
  })

  app.get(`${resetsPath}/:id`, (c) => {
    const { token, ticket, account } = byId(authkit, 'password_reset', c.req.param('id'))
    return c.json(passwordReset(authkit, token, ticket, account))
  })

  app.post(`${resetsPath}/confirm`, async (c) => {
    const { token, new_password } = await checkedBody(c, resetSchema, invalidParameters)
    const account = await resetPassword(authkit, token, new_password)
    if (!account) throw notFound('Password reset token', token)
    return c.json({ user: workosUser(account) })
  })

  return app
}

const purposes = {
  email_verification: 'verify-email',
  password_reset: 'reset-password',
} as const

const ticketsOf = ({ state, now }: Authkit, purpose: Ticket['purpose']) =>
  Object.entries(state.data.tickets).filter(
    ([, ticket]) => ticket.purpose === purpose && ticket.expiresAt > now(),
  )

function byId(authkit: Authkit, object: keyof typeof purposes, id: string) {
  const found = ticketsOf(authkit, purposes[object]).find(([, t]) => `${object}_${t.id}` === id)
  const account = found && findAccount(authkit, found[1].userId)
  if (!account) throw notFound(object, id)
  const [token, ticket] = found
  return { token, ticket, account }
}

function commonFields(object: keyof typeof purposes, ticket: Ticket, { id, email }: Account) {
  return {
    object,
    id: `${object}_${ticket.id}`,
    user_id: id,
    email,
    expires_at: isoTime(ticket.expiresAt),
    created_at: isoTime(ticket.createdAt),
  }
}

const passwordReset = (authkit: Authkit, token: string, ticket: Ticket, account: Account) => ({
  ...commonFields('password_reset', ticket, account),
  password_reset_token: token,
  password_reset_url: resetUrl(authkit, resetPath, token),
})
