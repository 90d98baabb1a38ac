import { Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { errorMessage } from '../../../emulator/pages/page.ts'
import { endSessions, forgetBrowserSession } from '../sessions.ts'
import type { Authkit } from '../state.ts'

export const logoutPath = '/user_management/sessions/logout'

/**
 * Where the app sends the browser to end a session. It ends whether or not the address to go on
 * to is a logout URI; a session that has ended already is not an error.
 */
export function logoutRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get(logoutPath, async (c) => {
    const [defaultUri = authkit.appUrl] = authkit.logoutUris
    const { session_id: id, return_to: returnTo = defaultUri } = c.req.query()
    if (!id) return c.json({ message: 'session_id is required.' }, 422)
    endSessions(authkit, (session) => session.id === id, 'signed out')
    forgetBrowserSession(c)
    if (authkit.logoutUris.includes(returnTo)) return c.redirect(returnTo)
    const sentence = `You are signed out, but “${returnTo}” is not a logout URI of this application.`
    return authkit.sendPage(c, {
      title: 'This sign-out link does not work',
      content: errorMessage(sentence, authkit.appUrl),
      status: 400,
    })
  })

  return app
}
