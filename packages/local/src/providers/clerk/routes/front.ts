import { Hono } from 'hono'
import { html } from 'hono/html'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { commonHooks } from '../../../emulator/hooks.ts'
import { indexPage } from '../../../emulator/pages/index-page.ts'
import type { Instance } from '../instance.ts'
import { mailboxPage } from '../mailbox-page.ts'

const ownHooks = [
  'GET, POST /_emulate/users',
  'GET, DELETE /_emulate/mail',
  'POST /_emulate/sessions/expire',
  'POST /_emulate/sessions/revoke',
  'GET, POST /_emulate/settings',
  'POST /_emulate/keys/rotate',
]

/** The pages for a developer who opens the emulator's address: what it is, and the mailbox. */
export function frontRoutes(instance: Instance): Hono<EmulatorEnv> {
  const { state, appUrl, sendPage } = instance
  const app = new Hono<EmulatorEnv>()
  app.get('/', (c) =>
    sendPage(c, {
      title: 'Clerk, on this machine',
      wide: true,
      content: html`<p><a class="alone" href="/mailbox">Mailbox: the codes that were sent</a></p>
${indexPage({
  purpose: `Signs people in to ${appUrl} the way Clerk would.`,
  emails: Object.values(state.data.accounts).map(({ email }) => email),
  hooks: [...commonHooks, ...ownHooks],
})}`,
    }),
  )
  app.get('/mailbox', (c) =>
    sendPage(c, { title: 'Mailbox', wide: true, content: mailboxPage(state.data.mail) }),
  )
  return app
}
