import { type Context, Hono } from 'hono'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { type Fields, readFields } from '../../../emulator/fields.ts'
import { notEmulated } from '../../../emulator/not-emulated.ts'
import { errorMessage } from '../../../emulator/pages/message.ts'
import { identify } from '../../../emulator/sign-in.ts'
import type { Authkit } from '../authkit.ts'
import {
  type AuthorizeRequest,
  authorizeParameters,
  checkAuthorize,
  type ReturnAddress,
} from '../authorize-request.ts'
import { createCode } from '../codes.ts'
import { browserSession, startSession } from '../sessions.ts'
import { sendSignInPage } from '../sign-in-page.ts'
import type { Session } from '../state.ts'

const path = '/user_management/authorize'

/** Where an app sends the browser to be signed in, and where AuthKit's own form is sent. */
export function authorizeRoutes(authkit: Authkit): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get(path, async (c) => {
    const fields = c.req.query()
    const request = await check(authkit, c, fields)
    if (request instanceof Response) return request
    const session = browserSession(authkit, c)
    if (session && isEnough(session, request, authkit.now())) {
      return c.redirect(withCode(authkit, request, session))
    }
    return sendSignInPage(authkit, c, { request, fields, email: request.loginHint })
  })

  app.post(path, async (c) => {
    const { email = '', password = '', ...fields } = (await readFields(c.req)) ?? {}
    const request = await check(authkit, c, fields)
    if (request instanceof Response) return request
    const person = await identify(authkit, request.screen, email, password)
    if ('refused' in person) {
      return sendSignInPage(authkit, c, { request, fields, email, refused: person.refused })
    }
    return c.redirect(withCode(authkit, request, startSession(authkit, c, person)))
  })

  return app
}

async function check(
  authkit: Authkit,
  c: Context<EmulatorEnv>,
  fields: Fields,
): Promise<AuthorizeRequest | Response> {
  const request = checkAuthorize(authkit, fields)
  if ('page' in request) {
    return authkit.sendPage(c, {
      title: 'This sign-in link does not work',
      content: errorMessage(request.page, authkit.appUrl),
      status: 400,
    })
  }
  const foreign = Object.keys(fields).filter((name) => !authorizeParameters.has(name))
  if (foreign.length > 0)
    return notEmulated(c, authkit.unknown, `${path} with ${foreign.join(', ')}`)
  if ('refusal' in request) return c.redirect(address(request, request.refusal))
  const fault = c.get('redirectError')
  return fault ? c.redirect(address(request, fault)) : request
}

/** A session serves without the form, unless the app wants a sign-in of its own or a newer one. */
function isEnough(session: Session, request: AuthorizeRequest, now: number): boolean {
  const age = (now - session.authenticatedAt) / 1000
  return !request.mustSignIn && age <= (request.maxAge ?? Number.POSITIVE_INFINITY)
}

function withCode(authkit: Authkit, request: AuthorizeRequest, session: Session): string {
  return address(request, { code: createCode(authkit, session, request.codeChallenge) })
}

function address(
  { redirectUri, state }: ReturnAddress,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries({ ...parameters, state })) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url.href
}
