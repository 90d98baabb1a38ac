import { Hono } from 'hono'
import { type End, endHook, userHooks } from '../../emulator/account-hooks.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { mailHooks } from '../../emulator/mailbox/hooks.ts'
import { keyHooks, settingHooks } from '../../emulator/setting-hooks.ts'
import type { Instance } from './instance.ts'
import { clerkUser } from './objects/user.ts'
import { endSessions } from './sessions.ts'
import { settingsSchema } from './settings.ts'

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
  app.route('/', settingHooks(state, settingsSchema))
  app.route('/', keyHooks(state))
  return app
}
