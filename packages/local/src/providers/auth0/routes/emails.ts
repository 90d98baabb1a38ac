import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import {
  type Account,
  createAccount,
  findAccount,
  findAccountByEmail,
  isEmail,
  minimumPasswordLength,
} from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { answerWith, checkedBody } from '../../../emulator/checked.ts'
import { isoTime } from '../../../emulator/clock.ts'
import { requireScope } from '../../../emulator/oidc/management.ts'
import type { Tenant } from '../../../emulator/oidc/tenant.ts'
import { createReset, mailReset, resetUrl } from '../../../emulator/password-reset.ts'
import { createVerifyLink, mailVerifyLink } from '../../../emulator/verification.ts'
import { managementError } from '../errors.ts'
import { database } from '../user.ts'
import { verifyPath } from '../vendor.ts'
import { badBody } from './users.ts'

const userSchema = z.strictObject({ user_id: z.string(), client_id: z.string().optional() })
const resetSchema = userSchema.extend({ mark_email_as_verified: z.literal(false).optional() })

const badRequest = (error: z.ZodError) =>
  answerWith(400, { error: 'invalid_request', error_description: z.prettifyError(error) })

/** What an app does about addresses and forgotten passwords: its server with tickets, which it sends
 * itself, and its own forms with what Auth0 mails. */
export function emailRoutes(tenant: Tenant): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  const path = tenant.vendor.paths.resetPassword
  const connectionSchema = z.strictObject({
    client_id: z.literal(tenant.clientId),
    connection: z.literal(database),
    email: z.string().refine(isEmail),
  })
  const signUpSchema = connectionSchema.extend({
    password: z.string().min(minimumPasswordLength),
    given_name: z.string().optional(),
    family_name: z.string().optional(),
  })

  app.post(
    '/api/v2/tickets/email-verification',
    requireScope(tenant, 'create:user_tickets'),
    async (c) => {
      const account = await namedUser(tenant, c, userSchema)
      return c.json({ ticket: createVerifyLink(tenant, verifyPath, account) }, 201)
    },
  )

  app.post(
    '/api/v2/tickets/password-change',
    requireScope(tenant, 'create:user_tickets'),
    async (c) => {
      const account = await namedUser(tenant, c, resetSchema)
      if (account.isFederated) throw managementError(400, 'The connection has no passwords.')
      return c.json({ ticket: resetUrl(tenant, path, createReset(tenant, account).token) }, 201)
    },
  )

  app.post('/api/v2/jobs/verification-email', requireScope(tenant, 'update:users'), async (c) => {
    mailVerifyLink(tenant, verifyPath, await namedUser(tenant, c, userSchema))
    const [type, status, created_at] = ['verification_email', 'pending', isoTime(tenant.now())]
    return c.json({ type, status, created_at, id: `job_${randomBytes(8).toString('hex')}` }, 201)
  })

  app.post('/dbconnections/change_password', async (c) => {
    const { email } = await checkedBody(c, connectionSchema, badRequest)
    const account = findAccountByEmail(tenant.state.data.accounts, email)
    if (account) mailReset(tenant, path, account)
    return c.text("We've just sent you an email to reset your password.")
  })

  app.post('/dbconnections/signup', async (c) => {
    const asked = await checkedBody(c, signUpSchema, badRequest)
    const { email, password, given_name: firstName, family_name: lastName } = asked
    const given = { email, password, firstName, lastName, emailVerified: false }
    const account = await createAccount(tenant, given)
    if (!account) {
      throw answerWith(400, {
        name: 'BadRequestError',
        code: 'invalid_signup',
        description: 'Invalid sign up',
        statusCode: 400,
      })
    }
    mailVerifyLink(tenant, verifyPath, account)
    const [, _id] = account.id.split('|')
    return c.json({ _id, email: account.email, email_verified: false })
  })

  return app
}

/** The user whom the body names. Throws Auth0's refusals. */
async function namedUser(
  tenant: Tenant,
  c: Context,
  schema: typeof userSchema | typeof resetSchema,
): Promise<Account> {
  const { user_id: id } = await checkedBody(c, schema, badBody)
  const account = findAccount(tenant, id)
  if (!account) throw managementError(404, 'The user does not exist.', 'inexistent_user')
  return account
}
