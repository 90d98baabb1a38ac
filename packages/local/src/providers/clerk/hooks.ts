import { Hono } from 'hono'
import { z } from 'zod'
import { type End, endHook, userHooks } from '../../emulator/account-hooks.ts'
import { findAccountByEmail } from '../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { hookInput } from '../../emulator/hook-input.ts'
import { mailHooks } from '../../emulator/mailbox/hooks.ts'
import { keyHooks, settingHooks } from '../../emulator/setting-hooks.ts'
import type { Instance } from './instance.ts'
import { clerkUser } from './objects/user.ts'
import { endSessions } from './sessions.ts'
import { ownTemplateSchema, settingsSchema } from './settings.ts'

const ofSomebodySchema = ownTemplateSchema.extend({ email: z.string() })

/** The hooks that only Clerk's emulator has, to be mounted at `/_emulate`. */
export function clerkHooks(instance: Instance): Hono<EmulatorEnv> {
  const { state } = instance
  const end =
    (how: 'expired' | 'revoked'): End =>
    (accountId) =>
      endSessions(instance, ({ userId }) => userId === (accountId ?? userId), how)

  const app = new Hono<EmulatorEnv>()
  app.route(
    '/',
    userHooks(instance, (account) => clerkUser(instance, account)),
  )
  app.route('/', mailHooks(instance))
  app.post('/sessions/expire', endHook(instance, end('expired')))
  app.post('/sessions/revoke', endHook(instance, end('revoked')))
  app.post('/template', async (c) => {
    const { email, ...template } = await hookInput(c, ofSomebodySchema)
    const account = findAccountByEmail(state.data.accounts, email)
    if (!account) return c.json({ message: 'nobody has that e-mail address' }, 404)
    instance.ownTemplates.set(account.id, template)
    return c.body(null, 204)
  })
  app.route('/', settingHooks(state, settingsSchema))
  app.route('/', keyHooks(state))
  return app
}
