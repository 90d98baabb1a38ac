import { Hono } from 'hono'
import type { EmulatorEnv } from '../env.ts'
import { type MailStore, mailsTo } from './mailbox.ts'

/** What `mailHooks` mounts, for people. */
export const mailHookNames: readonly string[] = ['GET, DELETE /_emulate/mail']

/** Hooks to read what was sent, to `?to=` or to everybody, and to empty the mailbox. */
export function mailHooks(store: MailStore): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get('/mail', (c) => c.json({ mails: mailsTo(store, c.req.query('to')) }))
  app.delete('/mail', (c) => {
    store.state.change(({ mails }) => {
      mails.length = 0
    })
    return c.body(null, 204)
  })
  return app
}
