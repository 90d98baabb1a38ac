import { createPublicKey, type JsonWebKey } from 'node:crypto'
import type { BrowserContext, Page } from '@playwright/test'
import {
  callHook,
  type Person,
  type ProviderAccounts,
  type ProviderPages,
  type ProviderSession,
  type SessionCookies,
} from '../../src/driver.ts'
import { fetchAlone } from '../../src/fetch.ts'
import {
  claimsOf,
  cuts,
  forgeTokens,
  forgeWith,
  rewrite,
  signedWith,
  withItsOwnKey,
} from '../../src/forged-token.ts'
import { newestMail } from '../../src/mail.ts'
import { fillInIdentity, readsOnServer } from '../../src/sign-in-page.ts'
import { type AppStage, readStage, type Stage } from '../../src/stage.ts'
import { signBySvix } from '../../src/webhooks.ts'
import { askForCode, askForLink, passcodeField } from './mail.ts'

/** From Stytch's form to the app, with a link by e-mail: the form makes new accounts as well. */
async function signIn(page: Page, person: Person, app?: AppStage): Promise<void> {
  await page.goto(await askForLink(page, person, app))
}

/** A link or a code verifies the address, and there are no passwords. */
const accounts: ProviderAccounts = {
  async signUpUnverified(page, person) {
    await askForLink(page, person)
  },
  letsIn: false,
  async verify(page, person) {
    await page.goto((await newestMail(person, readStage())).link?.url ?? '')
  },
  // As the SDK does where the form has the button: the README says how to add it.
  async signInWithGoogle(page, email) {
    const { emulatorUrl, appUrl, env } = readStage()
    const url = `${appUrl}/authenticate`
    // By then the page has remembered where the user wanted to go.
    await page.getByRole('button', { name: 'Continue with email' }).waitFor()
    const query = new URLSearchParams({
      public_token: env.NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN ?? '',
      login_redirect_url: url,
      signup_redirect_url: url,
    })
    await page.goto(`${emulatorUrl}/v1/public/oauth/google/start?${query}`)
    await fillInIdentity(page, email)
  },
  tellsEmail: true,
  // Stytch's session has the id of the address alone.
  tellsGoogleEmail: false,
}

/** Signs a user in at Stytch with a code, as its form does, and keeps the session where its scripts
 * keep it. */
async function enter(context: BrowserContext, person: Person, app: AppStage): Promise<void> {
  const key = app.env.NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN ?? ''
  const post = async (path: string, body: object) => {
    const headers = { origin: app.appUrl }
    return (await ask(app, `/sdk/v1/otps/${path}`, body, key, key, headers)).data ?? {}
  }
  const { method_id } = await post('email/login_or_create', { email: person.email })
  const { code: token } = await newestMail(person, app)
  const given = await post('authenticate', { method_id, token, session_duration_minutes: 60 })
  const cookies = { [TOKEN]: given.session_token ?? '', [JWT]: given.session_jwt ?? '' }
  const { appUrl: url } = app
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })))
}

type Given = Readonly<Record<string, string>>

/** What Stytch answers to this user name and password. */
async function ask(
  { emulatorUrl }: AppStage,
  path: string,
  body: object,
  user = '',
  password = '',
  more: Given = {},
): Promise<{ data?: Given; session_jwt?: string }> {
  const authorization = `Basic ${btoa(`${user}:${password}`)}`
  const headers = { authorization, 'content-type': 'application/json', ...more }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const answer = await fetchAlone(`${emulatorUrl}${path}`, init)
  if (!answer.ok) throw new Error(`Stytch answers ${path} with: ${await answer.text()}`)
  return (await answer.json()) as { data?: Given; session_jwt?: string }
}

export const pages: ProviderPages = {
  // Stytch's own SDK is part of the app.
  scriptBytes: 175_000,
  ...readsOnServer,
  accounts,
  signUp: signIn,
  signIn,
  enter,
  signOut: [{ role: 'button', name: 'Sign out' }],
  userId: /^user-test-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  // With a code by e-mail, of which a digit is another.
  async signInWrongly(page, person) {
    const code = await askForCode(page, person)
    await passcodeField(page).fill(code.replace(/\d$/, (digit) => `${(Number(digit) + 1) % 10}`))
  },
  refusal: /Invalid passcode/,
  routes: () => ({
    '/login': { status: 200, shows: 'Sign in or sign up' },
    '/authenticate': { status: 200, shows: 'Signing you in' },
  }),
  emulatorPage: ({ emulatorUrl }) => `${emulatorUrl}/mailbox`,
  signInPage: ({ appUrl }) => `${appUrl}/login`,
  signInPath: (returnTo) => `/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/login'],
  returnTo: 'returnTo',
  callback: '/authenticate',
  signInFailed: '/authenticate',
  notFor: {
    'visits.spec.ts': {
      why: 'No route starts a sign-in or ends a session: Stytch’s scripts do.',
      instead: 'stytch/links.spec.ts',
    },
    'callback.spec.ts': {
      why: 'A link is not an answer of OAuth: there is no code, and no state.',
      instead: 'stytch/links.spec.ts',
    },
  },
  inlineStyles: '/login',
  // Its SDK on the server, which Next repeats in the browser while one develops.
  saysForTests: /\[Stytch\] Warning: Using a custom 'env' value/,
  registerOrigin: (app, origin) => callHook(app, 'settings', { moreOrigins: [origin] }),
  // Where its inbox answers with what was sent to it.
  smokePassword: ({ emulatorUrl }, { email }) =>
    `${emulatorUrl}/_emulate/mail?${new URLSearchParams({ to: email })}`,
  reachedAt: (origin) => ({ APP_URL: origin }),
  signWebhook: (webhook, at, env) => signBySvix(webhook, at, env.STYTCH_WEBHOOK_SECRET),
  webhookVariables: ['STYTCH_WEBHOOK_SECRET'],
}

/** Where the app's server asks Stytch for a session. */
export const ASK = '/v1/sessions/authenticate'

/** Now, as a JWT has it. */
export const now = () => Math.floor(Date.now() / 1000)

/**
 * A JWT of the session with this token and with other claims, as Stytch would give it to the app's
 * server: well signed, or under the signature that it had. Null takes a claim out.
 */
export async function jwtWith(
  stage: Stage,
  session_token: string,
  claims: Readonly<Record<string, unknown>>,
  signature: 'good' | 'old' = 'good',
): Promise<string> {
  const { STYTCH_PROJECT_ID, STYTCH_SECRET } = stage.env
  const alterToken = { token: 'session_jwt', claims, signature }
  // Meanwhile the app may ask for other sessions.
  const fault = { path: ASK, match: { session_token }, times: 1, alterToken }
  await callHook(stage, 'faults', fault)
  const given = await ask(stage, ASK, { session_token }, STYTCH_PROJECT_ID, STYTCH_SECRET)
  if (!given.session_jwt) throw new Error('Stytch gave no JWT')
  return given.session_jwt
}

/** The same claims, signed with what is public: Stytch's public key as a secret. */
async function signedWithPublicKey(token: string, { env, emulatorUrl }: Stage): Promise<string> {
  const answer = await fetchAlone(`${emulatorUrl}/v1/sessions/jwks/${env.STYTCH_PROJECT_ID}`)
  const { keys } = (await answer.json()) as { keys: JsonWebKey[] }
  const [key = {}] = keys
  const pem = createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  return signedWith(`${pem}`, claimsOf(token))
}

const TOKEN = 'stytch_session'
const JWT = 'stytch_session_jwt'

const both = (token: string, jwt: string): SessionCookies => ({ [TOKEN]: token, [JWT]: jwt })

const tokenOf = (good: SessionCookies) => good[TOKEN] ?? ''

const jwtOf = (good: SessionCookies) => good[JWT] ?? ''

/** Something else in both cookies. */
const editBoth = (change: (text: string) => string) => (good: SessionCookies) =>
  both(change(tokenOf(good)), change(jwtOf(good)))

/** Another JWT, beside a token that Stytch does not know: with one that it knows, it is asked. */
const edit = (change: (jwt: string) => string) => (good: SessionCookies) =>
  both('unknown', change(jwtOf(good)))

/** The same with a JWT that Stytch itself has signed with other claims in it. */
const claiming =
  (claims: () => Readonly<Record<string, unknown>>) => async (good: SessionCookies, stage: Stage) =>
    both('unknown', await jwtWith(stage, tokenOf(good), claims()))

const elsewhere = 'project-test-of-another-app'

export const session: ProviderSession = {
  isPart: (cookie) => cookie === TOKEN || cookie === JWT,
  forgeries: {
    ...forgeTokens(edit),
    ...forgeWith(cuts, editBoth),
    'that is empty': editBoth(() => ''),
    'that is no token': editBoth(() => 'garbage'),
    'that cannot be decoded': editBoth(() => '%E0%A4%A'),
    'of control characters': editBoth(() => '%00%0D%0A'),
    'that is an object': editBoth(() => '{"sub":1}'),
    'whose token is five thousand characters long': editBoth(() => 'a'.repeat(5_000)),
    'whose token is in capitals': (good) => both(tokenOf(good).toUpperCase(), 'garbage'),
    'that brings its own key': edit(withItsOwnKey),
    'signed with the public key as a secret': async (good, stage) =>
      both('unknown', await signedWithPublicKey(jwtOf(good), stage)),
    'for another user': edit((jwt) =>
      rewrite(jwt, 'payload', { sub: 'user-test-00000000-0000-0000-0000-000000000000' }),
    ),
    'that has expired': claiming(() => ({ iat: now() - 10, exp: now() - 1 })),
    'that does not begin yet': claiming(() => ({ nbf: now() + 600 })),
    'that is too old to do without Stytch': claiming(() => ({ iat: now() - 60 })),
    'for another project': claiming(() => ({ aud: [elsewhere] })),
    'of another project': claiming(() => ({ iss: `stytch.com/${elsewhere}` })),
    // Stytch signs such tokens with the same keys.
    'that is a machine’s': claiming(() => ({
      sub: 'm2m-client-test-1',
      scope: 'read:todos',
      'https://stytch.com/session': null,
    })),
    'without its token': (good) => ({ [JWT]: jwtOf(good) }),
  },
  innerHeaders: (good) => ({
    authorization: `Bearer ${jwtOf(good)}`,
    'x-middleware-set-cookie': Object.entries(good)
      .map(([name, value]) => `${name}=${value}; Path=/`)
      .join(', '),
  }),
  tokens: async (good) => both(tokenOf(good), jwtOf(good)),
  sealed: /eyJ[\w-]{8,}\.eyJ/,
  alwaysSecure: false,
  plainAtLocalhost: true,
  tokensAreCookies: true,
  scriptsReadCookies: true,
  scriptsRenewAt: '/sdk/v1/sessions/authenticate',
  tokensDown: { path: '/sdk/v1/magic_links/authenticate', hangUp: true },
  endsWithin: '60 seconds',
  renewal: { down: { path: ASK, hangUp: true }, downShows: 'Something went wrong' },
  // The SDK has none.
  sdkActions: {},
}
