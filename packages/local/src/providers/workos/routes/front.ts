import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { commonHooks } from '../../../emulator/hooks.ts'
import { indexPage } from '../../../emulator/pages/index-page.ts'
import type { Authkit } from '../authkit.ts'

const ownHooks = [
  'GET, POST /_emulate/users',
  'POST /_emulate/sessions/expire',
  'POST /_emulate/sessions/revoke',
  'GET, POST /_emulate/settings',
  'POST /_emulate/keys/rotate',
]

/** The front page, for a developer who opens the emulator's address. */
export function frontRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get('/', (c) =>
    authkit.sendPage(c, {
      title: 'WorkOS, on this machine',
      wide: true,
      content: indexPage({
        purpose: `Signs people in to ${authkit.appUrl} the way WorkOS AuthKit would.`,
        emails: Object.values(authkit.state.data.accounts).map(({ email }) => email),
        hooks: [...commonHooks, ...ownHooks],
      }),
    }),
  )
  return app
}
