import { Hono } from 'hono'
import { z } from 'zod'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { redirectUrls } from '../addresses.ts'
import { answerSdk } from '../answers.ts'
import { durationSchema, readBody } from '../body.ts'
import { requirePublicToken } from '../credentials.ts'
import { refusal } from '../errors.ts'
import { sendLink } from '../letters.ts'
import { createMagicLink, takeMagicLink } from '../magic-links.ts'
import { loginOrCreate } from '../people.ts'
import type { Project } from '../project.ts'
import { sdkSessionBody } from '../session-body.ts'
import { requireDuration, signIn } from '../sessions.ts'
import { emailId } from '../user.ts'

/** Stytch's limits, in minutes: five, and a week. */
const expirationSchema = z.int().min(5).max(10_080).optional()

const sendSchema = z.strictObject({
  email: z.string(),
  login_magic_link_url: z.string().optional(),
  signup_magic_link_url: z.string().optional(),
  login_expiration_minutes: expirationSchema,
  signup_expiration_minutes: expirationSchema,
  code_challenge: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
})

const authenticateSchema = z.strictObject({
  token: z.string(),
  session_duration_minutes: durationSchema,
  code_verifier: z.string().optional(),
})

/** Magic links: to have one sent, and to be signed in with it. */
export function browserMagicLinkRoutes(project: Project): Hono<EmulatorEnv> {
  const { state } = project
  const guard = requirePublicToken(project)
  const app = new Hono<EmulatorEnv>()

  app.post('/email/login_or_create', guard, async (c) => {
    const body = await readBody(c, sendSchema)
    const { code_challenge: codeChallenge = null } = body
    const registered = redirectUrls(project)
    const [defaultUrl] = registered
    const { login_magic_link_url: loginUrl = defaultUrl } = body
    const { signup_magic_link_url: signupUrl = defaultUrl } = body
    if (![loginUrl, signupUrl].every((url) => registered.includes(url))) {
      throw refusal('no_match_for_provided_magic_link_url')
    }
    if (state.data.settings.requirePkce && codeChallenge === null) {
      throw refusal('bad_request', 'This project requires PKCE: code_challenge is missing.')
    }
    const account = await loginOrCreate(project, body.email)
    const isNew = account.lastSignInAt === null
    const minutes = isNew
      ? (body.signup_expiration_minutes ?? 10_080)
      : (body.login_expiration_minutes ?? 60)
    const redirectUrl = isNew ? signupUrl : loginUrl
    const token = createMagicLink(project, account, { redirectUrl, codeChallenge, minutes })
    sendLink(project, account, { token, isNew, minutes })
    return answerSdk(c)
  })

  app.post('/authenticate', guard, async (c) => {
    const body = await readBody(c, authenticateSchema)
    const minutes = requireDuration(c, body.session_duration_minutes)
    const account = takeMagicLink(project, body.token, body.code_verifier)
    const session = signIn(project, c, { account, type: 'magic_link', minutes })
    const tokens = await sdkSessionBody(project, c, session)
    return answerSdk(c, { ...tokens, method_id: emailId(account), reset_sessions: false })
  })

  return app
}
