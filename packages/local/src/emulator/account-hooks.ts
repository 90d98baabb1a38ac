import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { StateFile } from '../runtime/state-file.ts'
import {
  type Account,
  type AccountStore,
  createAccount,
  deleteAccount,
  isEmail,
  minimumPasswordLength,
  normaliseEmail,
} from './accounts.ts'
import type { EmulatorEnv } from './env.ts'
import { hookInput } from './hooks.ts'
import { resetHook } from './reset.ts'
import { createSigningKey, type SigningKey } from './signing-keys.ts'

/** What a new account is made from. */
export const newUserSchema = z.strictObject({
  email: z.string().refine(isEmail, { error: 'is not an e-mail address' }),
  password: z.string().min(minimumPasswordLength).optional(),
  emailVerified: z.boolean().default(true),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
})
const whoseSchema = z.strictObject({ email: z.string().optional() })

/** What `userHooks` mounts, for the front page. */
export const userHookNames: readonly string[] = [
  'GET, POST /_emulate/users',
  'POST /_emulate/users/delete',
]

/** Hooks to list accounts, to make one, in the provider's own words for a user, to delete one, or all,
 * and to start over. */
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
  app.post('/reset', resetHook(store, describe))
  app.post(
    '/users/delete',
    endHook(store, (accountId) => {
      const accounts = Object.values(store.state.data.accounts)
      const meant = accounts.filter(({ id }) => id === (accountId ?? id))
      for (const account of meant) deleteAccount(store, account)
      return meant.map(({ id }) => id)
    }),
  )
  return app
}

/** Ends something for the account with that id, or for all; returns what was ended. */
export type End = (accountId: string | undefined) => readonly string[]

/** A hook that ends something of the account with the address in its body, or of all. */
export function endHook(store: AccountStore, end: End) {
  return async (c: Context): Promise<Response> => {
    const { email } = await hookInput(c, whoseSchema)
    if (email === undefined) return c.json({ ended: end(undefined) })
    const accounts = Object.values(store.state.data.accounts)
    const meant = accounts.filter((account) => account.email === normaliseEmail(email))
    if (meant.length === 0) return c.json({ message: 'no account has that e-mail address' }, 404)
    return c.json({ ended: meant.flatMap(({ id }) => end(id)) })
  }
}

const rotationSchema = z.strictObject({ keepOld: z.boolean().default(true) })

/** Hooks to read settings and to change some of them. */
export function settingHooks<T extends z.ZodObject>(
  state: StateFile<{ settings: z.infer<T> }>,
  schema: T,
): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get('/settings', (c) => c.json(state.data.settings))
  app.post('/settings', async (c) => {
    const changes = await hookInput(c, schema.partial())
    state.change(({ settings }) => Object.assign(settings, changes))
    return c.json(state.data.settings)
  })
  return app
}

/** A hook that signs with a new key from now on; `onRotated` is called when it is stored. */
export function keyHooks(
  state: StateFile<{ keys: SigningKey[] }>,
  onRotated: () => void = () => {},
): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.post('/keys/rotate', async (c) => {
    const { keepOld } = await hookInput(c, rotationSchema)
    const key = await createSigningKey()
    state.change(({ keys }) => {
      if (!keepOld) keys.length = 0
      keys.unshift(key)
    })
    onRotated()
    return c.json({ kids: state.data.keys.map(({ kid }) => kid) })
  })
  return app
}
