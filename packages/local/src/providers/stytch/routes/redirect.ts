import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { NotEmulated } from '../../../emulator/not-emulated.ts'
import { errorMessage } from '../../../emulator/pages/message.ts'
import { redirectPath } from '../letters.ts'
import { findMagicLink } from '../magic-links.ts'
import type { Project } from '../project.ts'

/** Where the link in a letter leads: on to the app, used and expired links too. */
export function redirectRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get(redirectPath, (c) => {
    const { public_token: publicToken, stytch_token_type: type, token = '' } = c.req.query()
    if (type !== 'magic_links') throw new NotEmulated(`a link of the type ${type}`)
    const link = findMagicLink(project, token)
    if (publicToken !== project.publicToken || !link) return refuse(project, c)
    const url = new URL(link.redirectUrl)
    url.searchParams.set('stytch_token_type', type)
    url.searchParams.set('token', token)
    return c.redirect(url.href)
  })
  return app
}

function refuse({ sendPage, appUrl }: Project, c: Context): Promise<Response> {
  return sendPage(c, {
    title: 'This link does not work',
    content: errorMessage('It is not one that was sent. Ask for a new one in the app.', appUrl),
    status: 404,
  })
}
