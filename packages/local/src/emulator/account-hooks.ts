import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type Account, findAccountByEmail, isEmail } from './accounts.ts'
import { type AccountStore, createAccount, minimumPasswordLength } from './create-account.ts'
import type { EmulatorEnv } from './env.ts'
import { hookInput } from './hook-input.ts'

const newUserSchema = z.strictObject({
  email: z.string().refine(isEmail, { error: 'is no e-mail address' }),
  password: z.string().min(minimumPasswordLength).optional(),
  emailVerified: z.boolean().default(true),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
})
const whoseSchema = z.strictObject({ email: z.string().optional() })

/** Hooks to list accounts and to make one, in the provider's own words for a user. */
export function userHooks(
  store: AccountStore,
  describe: (account: Account) => object,
): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get('/users', (c) =>
    c.json({ users: Object.values(store.state.data.accounts).map(describe) }),
  )
  app.post('/users', async (c) => {
    const account = await createAccount(store, await hookInput(c, newUserSchema))
    return account
      ? c.json(describe(account), 201)
      : c.json({ message: 'that e-mail address has an account' }, 409)
  })
  return app
}

/** Ends something for the account with that id, or for everybody; returns what was ended. */
export type End = (accountId: string | undefined) => readonly string[]

/** A hook that ends something of whoever has the address in its body, or of everybody. */
export function endHook(store: AccountStore, end: End) {
  return async (c: Context): Promise<Response> => {
    const { email } = await hookInput(c, whoseSchema)
    if (email === undefined) return c.json({ ended: end(undefined) })
    const account = findAccountByEmail(store.state.data.accounts, email)
    if (!account) return c.json({ message: 'nobody has that e-mail address' }, 404)
    return c.json({ ended: end(account.id) })
  }
}
