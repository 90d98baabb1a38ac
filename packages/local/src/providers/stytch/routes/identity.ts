import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { checked } from '../../../emulator/checked.ts'
import { readFields } from '../../../emulator/fields.ts'
import { accountOfIdentity, readIdentity, sendIdentityPage } from '../../../emulator/identity.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { refusal } from '../errors.ts'
import { challengeSchema, checkChallenge, createLink, redirectUrls } from '../links.ts'
import type { Project } from '../state.ts'
import { badRequest } from './api.ts'

/** Where the app sends a browser for Google, and where a user says there who it is. */
export const startPath = '/v1/public/oauth/google/start'
export const identityPath = '/identity'

/** Minutes for which what the browser comes back with is good. */
const minutes = 5

const startSchema = z.strictObject({
  public_token: z.string(),
  login_redirect_url: z.string().optional(),
  signup_redirect_url: z.string().optional(),
  code_challenge: challengeSchema.optional(),
})

/** The query parameters of both. */
export const startParameters = Object.keys(startSchema.shape)

/** A sign-in with Google, from the app to the page for it and back with a token. */
export function identityRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.get('/v1/public/oauth/:provider/start', (c) => {
    if (c.req.path !== startPath) throw new NotEmulated(`${c.req.method} ${c.req.path}`)
    checkStart(project, c, c.req.query())
    return c.redirect(`${identityPath}?${new URLSearchParams(c.req.query())}`)
  })

  app.get(identityPath, (c) => {
    checkStart(project, c, c.req.query())
    return sendIdentityPage(project, c, c.req.query())
  })

  app.post(identityPath, async (c) => {
    const { identity, rest } = readIdentity((await readFields(c.req)) ?? {})
    const { urls, codeChallenge } = checkStart(project, c, rest)
    if ('sentence' in identity) return sendIdentityPage(project, c, rest, '', identity)
    // Stytch makes a user without an address then, which no user has here.
    if (!identity.emailVerified) {
      throw new NotEmulated(`${identityPath} for an address that Google has not verified`)
    }
    const account = accountOfIdentity(project, identity)
    const type = 'oauth'
    const redirectUrl = account.lastSignInAt === null ? urls.signup : urls.login
    const token = createLink(project, account, { type, redirectUrl, codeChallenge, minutes })
    const url = new URL(redirectUrl)
    url.searchParams.set('stytch_token_type', type)
    url.searchParams.set('token', token)
    return c.redirect(url.href)
  })

  return app
}

/** Where a good request goes on to, and its PKCE challenge. Throws what Stytch refuses. */
function checkStart(project: Project, c: Context, fields: Readonly<Record<string, string>>) {
  const asked = checked(c, startSchema, fields, badRequest)
  const { login_redirect_url: login, signup_redirect_url: signup } = asked
  if (asked.public_token !== project.publicToken) throw refusal('unauthorized_credentials')
  const urls = redirectUrls(project, { login, signup })
  if (!urls) throw refusal('no_match_for_provided_oauth_url')
  const { code_challenge: codeChallenge = null } = asked
  checkChallenge(project, codeChallenge)
  return { urls, codeChallenge }
}
