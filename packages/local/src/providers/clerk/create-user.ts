import type { Context } from 'hono'
import { z } from 'zod'
import { type Account, addAccount, isEmail } from '../../emulator/accounts.ts'
import { isoTime } from '../../emulator/clock.ts'
import { parseJson } from '../../emulator/fields.ts'
import { NotEmulated } from '../../emulator/not-emulated.ts'
import { identifierExists, refusal } from './errors.ts'
import type { Instance } from './instance.ts'
import { hashNewPassword } from './passwords.ts'

const newUserSchema = z.strictObject({
  email_address: z.tuple([z.string()]),
  password: z.string().optional(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
})

/** Makes the user that the Backend API was asked for, with a verified address. Throws when Clerk
 * would refuse it, and when it is asked for more than is imitated. */
export async function createUser(instance: Instance, c: Context): Promise<Account> {
  const parsed = newUserSchema.safeParse(parseJson(await c.req.text()))
  if (!parsed.success) throw new NotEmulated(`POST /v1/users with another body`)
  const { email_address: emails, password, first_name: first, last_name: last } = parsed.data
  const [email] = emails
  if (!isEmail(email)) {
    throw refusal(
      422,
      'form_param_format_invalid',
      'is invalid',
      'email_address must be a valid email address.',
      'email_address',
    )
  }
  const passwordHash = password === undefined ? '' : await hashNewPassword(password)
  const account = instance.state.change(({ accounts }) =>
    addAccount(accounts, {
      id: instance.createAccountId(),
      email,
      emailVerified: true,
      firstName: first || null,
      lastName: last || null,
      passwordHash,
      createdAt: isoTime(instance.now()),
      lastSignInAt: null,
    }),
  )
  if (!account) throw identifierExists()
  return account
}
