import { Hono } from 'hono'
import { type End, endHook, userHooks } from '../../emulator/account-hooks.ts'
import type { EmulatorEnv } from '../../emulator/app.ts'
import { mailHooks } from '../../emulator/mailbox/hooks.ts'
import { keyHooks, settingHooks } from '../../emulator/setting-hooks.ts'
import type { Project } from './project.ts'
import { endSessions } from './sessions.ts'
import { settingsSchema } from './settings.ts'
import { stytchUser } from './user.ts'

/** The hooks that Stytch's emulator has beside the common ones, to be mounted at `/_emulate`. */
export function stytchHooks(project: Project): Hono<EmulatorEnv> {
  const end =
    (how: 'expired' | 'revoked'): End =>
    (userId) =>
      endSessions(project, userId, how)

  const app = new Hono<EmulatorEnv>()
  app.route('/', userHooks(project, stytchUser))
  app.route('/', mailHooks(project))
  app.post('/sessions/expire', endHook(project, end('expired')))
  app.post('/sessions/revoke', endHook(project, end('revoked')))
  app.post(
    '/tokens/expire',
    endHook(project, (userId) => expireMailed(project, userId)),
  )
  app.route('/', settingHooks(project.state, settingsSchema))
  app.route('/', keyHooks(project.state))
  return app
}

/** Lets the links and codes expire that were sent to that user, or to anybody; returns them. */
function expireMailed(project: Project, userId: string | undefined): string[] {
  const now = project.now()
  return project.state.change(({ links, passcodes }) => {
    const good = [...links, ...passcodes].filter(
      (sent) => !sent.used && sent.expiresAt > now && sent.userId === (userId ?? sent.userId),
    )
    for (const sent of good) sent.expiresAt = now
    return good.map((sent) => ('token' in sent ? sent.token : sent.code))
  })
}
