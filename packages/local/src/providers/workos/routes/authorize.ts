import { type Context, Hono } from 'hono'
import type { Account } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { type Fields, readFields } from '../../../emulator/fields.ts'
import {
  accountOfIdentity,
  type Identity,
  readIdentity,
  sendIdentityPage,
} from '../../../emulator/identity.ts'
import { identify } from '../../../emulator/sign-in.ts'
import { askForCode, takeCode } from '../../../emulator/verification.ts'
import { authorizePath, sendSignInPage } from '../pages/sign-in.ts'
import { browserSession, startSession } from '../sessions.ts'
import type { Authkit, Session } from '../state.ts'
import { createCode } from '../tokens.ts'
import { refuse, returnAddress } from './request.ts'

/** Where a user goes on as one that Google knows, with the parameters of the request. */
export const identityPath = '/identity'

/** Where an app sends the browser to be signed in, and where AuthKit's own forms are sent. */
export function authorizeRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get(authorizePath, async (c) => {
    const fields = c.req.query()
    const refused = await refuse(authkit, c, fields)
    if (refused) return refused
    if (fields.provider === 'GoogleOAuth') {
      return c.redirect(`${identityPath}?${new URLSearchParams(fields)}`)
    }
    const session = browserSession(authkit, c)
    return session && isEnough(session, fields, authkit.now())
      ? sendCode(authkit, c, fields, session)
      : sendSignInPage(authkit, c, { fields, email: fields.login_hint ?? '' })
  })

  app.post(authorizePath, async (c) => {
    const { email = '', password = '', ...rest } = (await readFields(c.req)) ?? {}
    const { ticket, code = '', ...fields } = rest
    const refused = await refuse(authkit, c, fields)
    if (refused) return refused
    if (ticket !== undefined) {
      const taken = await takeCode(authkit, c, formWith(fields), { ticket, code })
      if (taken instanceof Response) return taken
      const method = taken.ticket.identity ? 'GoogleOAuth' : 'Password'
      return sendCode(authkit, c, fields, startSession(authkit, c, taken.account, method))
    }
    const screen = fields.screen_hint === 'sign-up' ? 'sign-up' : 'sign-in'
    const person = await identify(authkit, screen, email, password)
    return 'refused' in person
      ? sendSignInPage(authkit, c, { fields, email, refused: person.refused })
      : goOn(authkit, c, fields, person)
  })

  app.get(identityPath, async (c) => {
    const fields = c.req.query()
    const refused = await refuse(authkit, c, fields)
    return refused ?? sendIdentityPage(authkit, c, fields, fields.login_hint)
  })

  app.post(identityPath, async (c) => {
    const { identity, rest: fields } = readIdentity((await readFields(c.req)) ?? {})
    const refused = await refuse(authkit, c, fields)
    if (refused) return refused
    return 'sentence' in identity
      ? sendIdentityPage(authkit, c, fields, '', identity)
      : goOn(authkit, c, fields, accountOfIdentity(authkit, identity), identity)
  })

  return app
}

const formWith = (hidden: Fields) => ({ action: authorizePath, hidden })

/** Signs the user in, once their address is verified: by a code, where nothing else did it. */
function goOn(
  authkit: Authkit,
  c: Context,
  fields: Fields,
  account: Account,
  identity?: Identity,
): Response | Promise<Response> {
  const { verifyEmail } = authkit.state.data.settings
  const isProven = identity ? identity.emailVerified : account.emailVerified || !verifyEmail
  if (!isProven) return askForCode(authkit, c, formWith(fields), account, identity)
  const method = identity ? 'GoogleOAuth' : 'Password'
  return sendCode(authkit, c, fields, startSession(authkit, c, account, method))
}

/** A session serves without the form, unless the app wants a sign-in of its own or a newer one. */
function isEnough({ authenticatedAt }: Session, { prompt, max_age }: Fields, now: number): boolean {
  const isYoung = max_age === undefined || now - authenticatedAt <= Number(max_age) * 1000
  return prompt !== 'login' && isYoung
}

function sendCode(authkit: Authkit, c: Context, fields: Fields, session: Session): Response {
  const { code_challenge: challenge = null } = fields
  return c.redirect(returnAddress(fields, { code: createCode(authkit, session, challenge) }))
}
