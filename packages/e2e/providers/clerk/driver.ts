import { type BrowserContext, expect, type Page } from '@playwright/test'
import {
  callHook,
  type Person,
  type ProviderAccounts,
  type ProviderPages,
  type ProviderSession,
  type SdkAction,
  type SessionCookies,
} from '../../src/driver.ts'
import { fetchAlone } from '../../src/fetch.ts'
import { claimsOf, forgeTokens, rewrite } from '../../src/forged-token.ts'
import { newestMail } from '../../src/mail.ts'
import { fillInIdentity } from '../../src/sign-in-page.ts'
import { type AppStage, readStage, type Stage } from '../../src/stage.ts'
import { signBySvix } from '../../src/webhooks.ts'

/** What every address of a test is verified with: see `newPerson`. */
const testCode = '424242'

const goOn = (page: Page) => page.getByRole('button', { name: 'Continue', exact: true }).click()

/** From the app's page with Clerk's form to the app: the address first, then the password. */
async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await goOn(page)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await goOn(page)
}

/** As above with a new account, and the code that Clerk would have sent. */
async function signUp(page: Page, person: Person): Promise<void> {
  await submitSignUp(page, person)
  await page.getByLabel('Enter verification code').fill(testCode)
}

/** The same up to the code. */
async function submitSignUp(page: Page, { email, password }: Person): Promise<void> {
  await page.getByRole('link', { name: 'Sign up' }).click()
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible()
  await page.getByLabel('Email address').fill(email)
  const secret = page.getByLabel('Password', { exact: true })
  await secret.fill(password)
  // A sentence slides in now and moves the button, which would get half of a click.
  await secret.press('Enter')
  await expect(page.getByLabel('Enter verification code')).toBeVisible()
}

/** Types in the code that was mailed. */
async function typeCode(page: Page, person: Person): Promise<void> {
  const field = page.getByLabel('Enter verification code')
  await expect(field).toBeVisible()
  await field.fill((await newestMail(person, readStage())).code ?? '')
}

const accounts: ProviderAccounts = {
  signUpUnverified: submitSignUp,
  letsIn: false,
  verify: typeCode,
  async resetPassword(page, person) {
    await page.getByLabel('Email address').fill(person.email)
    await goOn(page)
    await page.getByRole('link', { name: 'Forgot password?' }).click()
    await page.getByRole('button', { name: 'Reset your password' }).click()
    await typeCode(page, person)
    await page.getByLabel('New password', { exact: true }).fill(person.password)
    await page.getByLabel('Confirm password', { exact: true }).fill(person.password)
    await page.getByRole('button', { name: 'Reset Password' }).click()
    await page.getByRole('button', { name: 'Open user menu' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('link', { name: 'Sign in', exact: true }).first()).toBeVisible()
  },
  async signInWithGoogle(page, email) {
    await page.getByRole('button', { name: 'Continue with Google' }).click()
    await fillInIdentity(page, email)
  },
  // The template has no such claim: InsForge's guide names none.
  tellsEmail: false,
}

/**
 * Signs a user in at Clerk as its form does, and tells the app's host which browser this is and
 * that it has a session, as Clerk's scripts do. The app has the rest from a handshake.
 */
async function enter(context: BrowserContext, person: Person, app: AppStage): Promise<void> {
  const { id } = await post<{ id: string }>(app, '/v1/dev_browser')
  const { email: identifier, password } = person
  const fields = { identifier, password, strategy: 'password' }
  await post(app, `/v1/client/sign_ins?${new URLSearchParams({ __clerk_db_jwt: id })}`, fields)
  const since = `${Math.floor(Date.now() / 1000)}`
  await setCookies(context, app, { __clerk_db_jwt: id, __client_uat: since })
  await context.request.get(`${app.appUrl}/todos`, { headers: { 'sec-fetch-dest': 'document' } })
}

const setCookies = (context: BrowserContext, { appUrl: url }: AppStage, cookies: SessionCookies) =>
  context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })))

async function post<T>(
  { emulatorUrl, appUrl }: AppStage,
  path: string,
  fields: Record<string, string> = {},
): Promise<T> {
  const init = { method: 'POST', headers: { origin: appUrl }, body: new URLSearchParams(fields) }
  const answer = await fetchAlone(`${emulatorUrl}${path}`, init)
  if (!answer.ok) throw new Error(`Clerk answers ${path} with: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** What the server sends of these pages; the form itself is made by Clerk's scripts. */
const form = { status: 200, shows: '<main class="page' }

const noActions = {
  why: 'The browser writes with its own InsForge client: the app has no action.',
  instead: 'clerk/data-requests.spec.ts',
}

export const pages: ProviderPages = {
  // Clerk's loader, InsForge's SDK, TanStack Query and the schemas: the browser reads and writes.
  scriptBytes: 285_000,
  signUp,
  signIn,
  accounts,
  enter,
  signOut: [
    { role: 'button', name: 'Open user menu' },
    { role: 'button', name: 'Sign out' },
  ],
  userId: /^user_[0-9A-Za-z]{27}$/,
  signInWrongly: (page, { email }) => signIn(page, { email, password: 'another password' }),
  refusal: /Password is incorrect/,
  routes: () => ({
    '/sign-in': form,
    '/sign-in/[[...sign-in]]': form,
    '/sign-up': form,
    '/sign-up/[[...sign-up]]': form,
    '/sign-in-error': { status: 200, shows: 'You’re not signed in' },
  }),
  emulatorPage: ({ emulatorUrl }) => `${emulatorUrl}/mailbox`,
  signInPage: ({ appUrl }) => `${appUrl}/sign-in`,
  signInPath: (returnTo) => `/sign-in?${new URLSearchParams({ redirect_url: returnTo })}`,
  starts: ['/sign-in', '/sign-up'],
  returnTo: 'redirect_url',
  // Where Clerk's form would be come back to from another site, had the app such sign-ins.
  callback: '/sign-in/sso-callback',
  signInFailed: '/sign-in',
  notFor: {
    'account-forms.spec.ts': {
      why: 'The browser reads the rows, and makes the file.',
      instead: 'clerk/account.spec.ts',
    },
    'actions-by-hand.spec.ts': noActions,
    'actions-signed-out.spec.ts': noActions,
    'component-actions.spec.ts': noActions,
    'form-posts.spec.ts': noActions,
    'deployment.spec.ts': { ...noActions, instead: 'clerk/list.spec.ts' },
    'without-scripts.spec.ts': {
      why: 'Clerk’s scripts sign users in, and the browser reads the rows.',
      instead: 'clerk/without-scripts.spec.ts',
    },
    'other-user.spec.ts': {
      why: 'Clerk’s scripts tell every tab of a sign-out.',
      instead: 'clerk/switch-user.spec.ts',
    },
    'visits.spec.ts': {
      why: 'No route starts a sign-in or ends a session: Clerk’s scripts do.',
      instead: 'clerk/handshake.spec.ts',
    },
    'callback.spec.ts': {
      why: 'No code comes back: the form is a page of the app.',
      instead: 'clerk/handshake.spec.ts',
    },
    'return-to.spec.ts': {
      why: 'Clerk’s form leads on, in the browser.',
      instead: 'clerk/return-to.spec.ts',
    },
    'provider-faults.spec.ts': {
      why: 'Clerk’s scripts, not the app, ask Clerk.',
      instead: 'clerk/outage-faults.spec.ts',
    },
    'renewal-faults.spec.ts': {
      why: 'Clerk’s scripts renew tokens; the app asks for a handshake at most.',
      instead: 'clerk/renewal.spec.ts',
    },
  },
  secret: { name: 'CLERK_SECRET_KEY', where: 'Clerk dashboard > Configure > API keys' },
  tokenSeconds: 60,
  saysForTests: /^Clerk: Clerk has been loaded with development keys\./,
  reachedAt: (origin) => ({ APP_URL: origin }),
  signWebhook: (webhook, at, env) => signBySvix(webhook, at, env.CLERK_WEBHOOK_SIGNING_SECRET),
  webhookVariables: ['CLERK_WEBHOOK_SIGNING_SECRET', 'INSFORGE_API_KEY'],
}

/** Each cookie is there twice: once with a suffix that keeps instances of Clerk on one host apart. */
const isCookie = (kind: string, name: string) => new RegExp(`^${kind}(_[\\w-]{8})?$`).test(name)

const tokenOf = (good: SessionCookies) => good.__session ?? ''

/** The same browser, with another value in the cookies of this kind. */
const withCookie = (good: SessionCookies, kind: string, value: string): SessionCookies => {
  const changed = Object.keys(good).filter((name) => isCookie(kind, name))
  return { ...good, ...Object.fromEntries(changed.map((name) => [name, value])) }
}

const edit = (change: (token: string) => string) => (good: SessionCookies) =>
  withCookie(good, '__session', change(tokenOf(good)))

/** Clerk's path for the tokens of a session. */
export const tokensPath = (good: SessionCookies) =>
  `/v1/client/sessions/${claimsOf(tokenOf(good)).sid}/tokens`

/** What Clerk's scripts are given for this session: its own token, or one of a template. */
export async function tokenFor(
  good: SessionCookies,
  app: AppStage,
  template = '',
): Promise<string> {
  const { __clerk_db_jwt = '' } = good
  const path = `${tokensPath(good)}${template && `/${template}`}`
  return (await post<{ jwt: string }>(app, `${path}?${new URLSearchParams({ __clerk_db_jwt })}`))
    .jwt
}

/** A token of this session with other claims, which Clerk itself has signed. */
export async function signedByClerk(
  good: SessionCookies,
  stage: Stage,
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const alterToken = { token: 'session_jwt', claims }
  await callHook(stage, 'faults', { path: tokensPath(good), times: 1, alterToken })
  return tokenFor(good, stage)
}

/** A session whose token Clerk has signed with other claims in it. */
const claiming =
  (claims: (iat: number) => Readonly<Record<string, unknown>>) =>
  async (good: SessionCookies, stage: Stage) => {
    const changed = claims(Number(claimsOf(tokenOf(good)).iat))
    return withCookie(good, '__session', await signedByClerk(good, stage, changed))
  }

const hour = 3600

/** A session whose token Clerk has given, and that has expired since. */
export const withExpiredToken = claiming((iat) => ({
  iat: iat - hour,
  nbf: iat - hour,
  exp: iat - 60,
}))

/** An action that tells nothing and redirects to no page, for any caller. */
const nothing: SdkAction = {
  args: [],
  signedOut: () => ({ status: 200 }),
  signedIn: () => ({ status: 200 }),
}

export const session: ProviderSession = {
  isPart: (cookie) =>
    ['__session', '__client_uat', '__clerk_db_jwt'].some((kind) => isCookie(kind, cookie)),
  forgeries: {
    ...forgeTokens(edit),
    'that is empty': edit(() => ''),
    'signed with a public secret': edit((token) => rewrite(token, 'header', { alg: 'HS256' })),
    'for another user': edit((token) =>
      rewrite(token, 'payload', { sub: `user_${'0'.repeat(27)}` }),
    ),
    'that has expired': withExpiredToken,
    'that does not begin yet': claiming((iat) => ({ nbf: iat + hour, exp: iat + 2 * hour })),
    'that was made for another site': claiming(() => ({ azp: 'https://evil.example' })),
    'that is older than the last sign-out': (good) => withCookie(good, '__client_uat', '0'),
    'without a browser': (good) =>
      Object.fromEntries(Object.entries(good).filter(([name]) => isCookie('__session', name))),
  },
  innerHeaders: (good) => ({
    'x-clerk-auth-status': 'signed-in',
    'x-clerk-auth-token': tokenOf(good),
    'x-clerk-auth-signature': 'unknown',
    'x-clerk-auth-message': '',
    'x-clerk-auth-reason': '',
    'x-clerk-clerk-url': 'https://evil.example/',
    'x-clerk-redirect-to': 'true',
    'x-clerk-request-data': 'unknown',
  }),
  async readRows(good, stage) {
    const url = `${stage.gatewayUrl}/api/database/records/todos?select=title`
    const authorization = `Bearer ${await tokenFor(good, stage, 'insforge')}`
    const answer = await fetchAlone(url, { headers: { authorization } })
    return { status: answer.status, body: await answer.text() }
  },
  tokens: async (good) => ({ session: tokenOf(good), browser: good.__clerk_db_jwt ?? '' }),
  sealed: /eyJ[\w-]{8,}\.eyJ|dvb_/,
  alwaysSecure: false,
  tokensAreCookies: true,
  scriptsReadCookies: true,
  async expire(page, stage) {
    // An open page would renew it.
    await page.goto('about:blank')
    const context = page.context()
    const cookies = await context.cookies(stage.appUrl)
    const parts = cookies.filter(({ name }) => session.isPart(name))
    const good = Object.fromEntries(parts.map(({ name, value }) => [name, value]))
    await setCookies(context, stage, await withExpiredToken(good, stage))
  },
  endsWithin: '60 seconds',
  tokensDown: {
    path: '/v1/client/sign_ins',
    status: 500,
    body: {
      errors: [
        {
          code: 'internal_clerk_error',
          message: 'Oops, an unexpected error occurred',
          long_message: 'There was an internal error on our servers.',
        },
      ],
    },
  },
  // The first tells Next that who is signed in has changed; the second is for keyless mode, which
  // there is in development alone.
  sdkActions: { invalidateCacheAction: nothing, deleteKeylessAction: nothing },
}
