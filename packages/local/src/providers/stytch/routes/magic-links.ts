import { Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { errorMessage } from '../../../emulator/pages/page.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { refusal } from '../errors.ts'
import {
  challengeSchema,
  checkChallenge,
  createLink,
  findLink,
  redirectUrls,
  takeLink,
} from '../links.ts'
import { redirectPath, sendLink } from '../pages/mails.ts'
import type { Project } from '../state.ts'
import { loginOrCreate } from '../user.ts'
import { answer, answerSignIn, durationSchema, emailSchema, readBody } from './api.ts'

/** Stytch's limits, in minutes: five, and a week. */
const expirationSchema = z.int().min(5).max(10_080)

const sendSchema = z.strictObject({
  email: emailSchema,
  login_magic_link_url: z.string().optional(),
  signup_magic_link_url: z.string().optional(),
  login_expiration_minutes: expirationSchema.default(60),
  signup_expiration_minutes: expirationSchema.default(10_080),
  code_challenge: challengeSchema.optional(),
})

const authenticateSchema = z.strictObject({
  token: z.string(),
  session_duration_minutes: durationSchema,
  code_verifier: z.string().optional(),
})

/** Magic links: to have one sent, and to be signed in with it. */
export function magicLinkRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()

  app.post('/email/login_or_create', async (c) => {
    const body = await readBody(c, sendSchema)
    const { email, code_challenge: codeChallenge = null } = body
    const { login_magic_link_url: login, signup_magic_link_url: signup } = body
    const urls = redirectUrls(project, { login, signup })
    if (!urls) throw refusal('no_match_for_provided_magic_link_url')
    checkChallenge(project, codeChallenge)
    const account = await loginOrCreate(project, email)
    const [redirectUrl, minutes] =
      account.lastSignInAt === null
        ? [urls.signup, body.signup_expiration_minutes]
        : [urls.login, body.login_expiration_minutes]
    const type = 'magic_link'
    const token = createLink(project, account, { type, redirectUrl, codeChallenge, minutes })
    sendLink(project, account, { token, minutes })
    return answer(c)
  })

  app.post('/authenticate', async (c) => {
    const body = await readBody(c, authenticateSchema)
    return answerSignIn(project, c, 'magic_link', body.session_duration_minutes, () =>
      takeLink(project, 'magic_link', body.token, body.code_verifier),
    )
  })

  return app
}

/** Where the link in a mail leads: on to the app, used and expired links too. */
export function redirectRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get(redirectPath, async (c) => {
    const { public_token: publicToken, stytch_token_type: type, token = '' } = c.req.query()
    if (type !== 'magic_links') throw new NotEmulated(`a link of the type ${type}`)
    const link = findLink(project, 'magic_link', token)
    if (publicToken !== project.publicToken || !link) {
      return project.sendPage(c, {
        title: 'This link does not work',
        content: errorMessage(
          'It is not one that was sent. Ask for a new one in the app.',
          project.appUrl,
        ),
        status: 404,
      })
    }
    const url = new URL(link.redirectUrl)
    url.searchParams.set('stytch_token_type', type)
    url.searchParams.set('token', token)
    return c.redirect(url.href)
  })
  return app
}
