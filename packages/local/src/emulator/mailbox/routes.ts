import { Hono } from 'hono'
import type { EmulatorEnv } from '../env.ts'
import type { SendPage } from '../pages/page.ts'
import type { MailStore } from './mailbox.ts'
import { mailList, mailPage } from './pages.ts'
import { mailboxPath } from './path.ts'

/** The mailbox, for the person who waits for a letter. */
export function mailboxRoutes(store: MailStore & { readonly sendPage: SendPage }) {
  const app = new Hono<EmulatorEnv>()
  app.get(mailboxPath, (c) =>
    store.sendPage(c, {
      title: 'Mailbox',
      content: mailList(store.state.data.mails),
      wide: true,
    }),
  )
  app.get(`${mailboxPath}/:id`, (c) => {
    const mail = store.state.data.mails.find(({ id }) => id === c.req.param('id'))
    return mail
      ? store.sendPage(c, { title: mail.subject, content: mailPage(mail) })
      : store.sendPage(c, {
          title: 'This letter is gone',
          content: mailList(store.state.data.mails),
          status: 404,
          wide: true,
        })
  })
  return app
}
