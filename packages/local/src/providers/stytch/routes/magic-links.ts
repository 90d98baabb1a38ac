import { createHash, randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Account } from '../../../emulator/accounts.ts'
import type { EmulatorEnv } from '../../../emulator/app.ts'
import { ownerOf } from '../../../emulator/mailbox/emulator.ts'
import { errorMessage } from '../../../emulator/pages/page.ts'
import { NotEmulated } from '../../../emulator/problems.ts'
import { refusal } from '../errors.ts'
import { redirectPath, sendLink } from '../pages/mails.ts'
import type { MagicLink, Project } from '../state.ts'
import { loginOrCreate } from '../user.ts'
import {
  answer,
  answerSignIn,
  authorizedDomains,
  durationSchema,
  emailSchema,
  readBody,
} from './api.ts'

/** How long a link is remembered after it expired, in milliseconds, to say that it has. */
const rememberFor = 86_400_000

/** Stytch's limits, in minutes: five, and a week. */
const expirationSchema = z.int().min(5).max(10_080)

const challengeSchema = z.string().regex(/^[\w-]{43}$/)

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
  const { state } = project
  const app = new Hono<EmulatorEnv>()

  app.post('/email/login_or_create', async (c) => {
    const body = await readBody(c, sendSchema)
    const { email, code_challenge: codeChallenge = null } = body
    // The redirect URLs of the dashboard, the default first: a link's is one of them, exactly.
    const registered = authorizedDomains(project).map((origin) => `${origin}/authenticate`)
    const { login_magic_link_url: loginUrl = registered[0] ?? '' } = body
    const { signup_magic_link_url: signupUrl = registered[0] ?? '' } = body
    if (![loginUrl, signupUrl].every((url) => registered.includes(url))) {
      throw refusal('no_match_for_provided_magic_link_url')
    }
    if (state.data.settings.requirePkce && codeChallenge === null) {
      throw refusal('bad_request', 'This project requires PKCE: code_challenge is missing.')
    }
    const account = await loginOrCreate(project, email)
    const [redirectUrl, minutes] =
      account.lastSignInAt === null
        ? [signupUrl, body.signup_expiration_minutes]
        : [loginUrl, body.login_expiration_minutes]
    const token = createMagicLink(project, account, { redirectUrl, codeChallenge, minutes })
    sendLink(project, account, { token, minutes })
    return answer(c)
  })

  app.post('/authenticate', async (c) => {
    const body = await readBody(c, authenticateSchema)
    return answerSignIn(project, c, 'magic_link', body.session_duration_minutes, () =>
      takeMagicLink(project, body.token, body.code_verifier),
    )
  })

  return app
}

/** Where the link in a mail leads: on to the app, used and expired links too. */
export function redirectRoutes(project: Project): Hono<EmulatorEnv> {
  const app = new Hono<EmulatorEnv>()
  app.get(redirectPath, (c) => {
    const { public_token: publicToken, stytch_token_type: type, token = '' } = c.req.query()
    if (type !== 'magic_links') throw new NotEmulated(`a link of the type ${type}`)
    const link = findMagicLink(project, token)
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

function createMagicLink(
  project: Project,
  account: Account,
  { minutes, ...options }: Pick<MagicLink, 'redirectUrl' | 'codeChallenge'> & { minutes: number },
): string {
  const now = project.now()
  const token = randomBytes(33).toString('base64url')
  const expiresAt = now + minutes * 60_000
  project.state.change((data) => {
    const kept = data.links.filter((link) => link.expiresAt > now - rememberFor)
    data.links = [...kept, { token, userId: account.id, ...options, expiresAt, used: false }]
  })
  return token
}

/** The link with that token, used and expired ones too; undefined for none. */
function findMagicLink({ state }: Project, token: string): MagicLink | undefined {
  return state.data.links.find((link) => link.token === token)
}

/** Uses the link up; whose it is. Throws what refuses it; a link that was opened in another
 * browser than it was asked for in stays good. */
function takeMagicLink(project: Project, token: string, verifier: string | undefined): Account {
  const link = findMagicLink(project, token)
  if (!link) throw refusal('magic_link_not_found')
  if (link.used || link.expiresAt <= project.now()) throw refusal('unable_to_auth_magic_link')
  checkVerifier(link, verifier)
  project.state.change(() => {
    link.used = true
  })
  return ownerOf(project, link)
}

/** RFC 7636, section 4.6. */
function checkVerifier({ codeChallenge }: MagicLink, verifier: string | undefined): void {
  if (codeChallenge === null) {
    if (verifier !== undefined) throw refusal('pkce_did_not_expect_code_verifier')
    return
  }
  if (verifier === undefined) throw refusal('pkce_expected_code_verifier')
  if (createHash('sha256').update(verifier).digest('base64url') !== codeChallenge) {
    throw refusal('pkce_mismatch')
  }
}
