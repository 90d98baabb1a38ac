import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { commonHooks } from '../../../emulator/hooks.ts'
import { mailHookNames } from '../../../emulator/mailbox/hooks.ts'
import { mailboxPath } from '../../../emulator/mailbox/path.ts'
import { mailboxRoutes } from '../../../emulator/mailbox/routes.ts'
import { indexPage } from '../../../emulator/pages/index-page.ts'
import type { Project } from '../project.ts'

const ownHooks = [
  'GET, POST /_emulate/users',
  ...mailHookNames,
  'POST /_emulate/sessions/expire',
  'POST /_emulate/sessions/revoke',
  'POST /_emulate/tokens/expire',
  'GET, POST /_emulate/settings',
  'POST /_emulate/keys/rotate',
]

/** The mailbox, and the front page for a developer who opens the emulator's address. */
export function frontRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.route('/', mailboxRoutes(project))
  app.get('/', (c) =>
    project.sendPage(c, {
      title: 'Stytch, on this machine',
      wide: true,
      content: indexPage({
        purpose: `Signs people in to ${project.appUrl} the way Stytch would, and keeps their mail.`,
        mailbox: mailboxPath,
        emails: Object.values(project.state.data.accounts).map(({ email }) => email),
        hooks: [...commonHooks, ...ownHooks],
      }),
    }),
  )
  return app
}
