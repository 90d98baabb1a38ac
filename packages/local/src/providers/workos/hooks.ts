import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findAccountByEmail, isEmail } from '../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { hookInput } from '../../emulator/hook-input.ts'
import { createSigningKey } from '../../emulator/signing-keys.ts'
import { createAccount, minimumPasswordLength } from './accounts.ts'
import type { Authkit } from './authkit.ts'
import { endSessions } from './sessions.ts'
import { settingsSchema } from './settings.ts'
import { workosUser } from './user.ts'

const newUserSchema = z.strictObject({
  email: z.string().refine(isEmail, { error: 'is no e-mail address' }),
  password: z.string().min(minimumPasswordLength),
  emailVerified: z.boolean().default(true),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
})
const whoseSchema = z.strictObject({ email: z.string().optional() })
const rotationSchema = z.strictObject({ keepOld: z.boolean().default(true) })

/** The hooks that only WorkOS's emulator has, to be mounted at `/_emulate`. */
export function workosHooks(authkit: Authkit): Hono<EmulatorEnv> {
  const { state } = authkit
  const app = new Hono<EmulatorEnv>()

  app.get('/users', (c) => c.json({ users: Object.values(state.data.accounts).map(workosUser) }))
  app.post('/users', async (c) => {
    const account = await createAccount(authkit, await hookInput(c, newUserSchema))
    return account
      ? c.json(workosUser(account), 201)
      : c.json({ message: 'that e-mail address has an account' }, 409)
  })

  app.post('/sessions/expire', (c) => end(authkit, c, 'expired'))
  app.post('/sessions/revoke', (c) => end(authkit, c, 'revoked'))

  app.get('/settings', (c) => c.json(state.data.settings))
  app.post('/settings', async (c) => {
    const changes = await hookInput(c, settingsSchema.partial())
    state.change(({ settings }) => Object.assign(settings, changes))
    return c.json(state.data.settings)
  })

  app.post('/keys/rotate', async (c) => {
    const { keepOld } = await hookInput(c, rotationSchema)
    const key = await createSigningKey()
    state.change(({ keys }) => {
      if (!keepOld) keys.length = 0
      keys.unshift(key)
    })
    return c.json({ kids: state.data.keys.map(({ kid }) => kid) })
  })

  return app
}

async function end(authkit: Authkit, c: Context, how: 'expired' | 'revoked'): Promise<Response> {
  const { email } = await hookInput(c, whoseSchema)
  if (email === undefined) return c.json({ ended: endSessions(authkit, () => true, how) })
  const account = findAccountByEmail(authkit.state.data.accounts, email)
  if (!account) return c.json({ message: 'nobody has that e-mail address' }, 404)
  return c.json({ ended: endSessions(authkit, ({ userId }) => userId === account.id, how) })
}
