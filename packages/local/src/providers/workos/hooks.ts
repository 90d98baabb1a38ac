import { Hono } from 'hono'
import { type End, endHook, userHooks } from '../../emulator/account-hooks.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { keyHooks, settingHooks } from '../../emulator/setting-hooks.ts'
import type { Authkit } from './authkit.ts'
import { endSessions } from './sessions.ts'
import { settingsSchema } from './settings.ts'
import { workosUser } from './user.ts'

/** The hooks that only WorkOS's emulator has, to be mounted at `/_emulate`. */
export function workosHooks(authkit: Authkit): Hono<EmulatorEnv> {
  const end =
    (how: 'expired' | 'revoked'): End =>
    (accountId) =>
      endSessions(authkit, ({ userId }) => userId === (accountId ?? userId), how)

  const app = new Hono<EmulatorEnv>()
  app.route('/', userHooks(authkit, workosUser))
  app.post('/sessions/expire', endHook(authkit, end('expired')))
  app.post('/sessions/revoke', endHook(authkit, end('revoked')))
  app.route('/', settingHooks(authkit.state, settingsSchema))
  app.route('/', keyHooks(authkit.state))
  return app
}
