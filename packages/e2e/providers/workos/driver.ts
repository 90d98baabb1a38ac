import { createHmac } from 'node:crypto'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import {
  callHook,
  type ProviderAccounts,
  type ProviderPages,
  type ProviderSession,
  type SdkAction,
  type SessionCookies,
} from '../../src/driver.ts'
import { cuts, forgeWith, rewrite, tamper, withoutSignature } from '../../src/forged-token.ts'
import { accountPages, enterBy, signInPage, submitSignUp } from '../../src/sign-in-page.ts'
import { readStage, type Stage } from '../../src/stage.ts'

const verifyEmail = (isOn: boolean) => callHook(readStage(), 'settings', { verifyEmail: isOn })

const accounts: ProviderAccounts = {
  ...accountPages,
  letsIn: true,
  async signUpUnverified(page, person) {
    await verifyEmail(false)
    await submitSignUp(page, person)
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    await verifyEmail(true)
  },
  async verify(page, person) {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }).click()
    await signInPage.signIn(page, person)
    await accountPages.verify(page, person)
  },
}

export const pages: ProviderPages = {
  ...signInPage,
  accounts,
  enter: enterBy('/login'),
  signOut: [{ role: 'button', name: 'Sign out' }],
  userId: /^user_[0-9A-Z]{26}$/,
  routes: ({ appUrl, emulatorUrl }) => ({
    '/login': { status: 307, location: `${emulatorUrl}/user_management/authorize?` },
    '/callback': { status: 307, location: `${appUrl}/sign-in-error` },
  }),
  signInPath: (returnTo) => `/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/login'],
  returnTo: 'returnTo',
  callback: '/callback',
  reachedAt: (origin) => ({ NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${origin}/callback` }),
  signWebhook({ headers, body }, at, { WORKOS_WEBHOOK_SECRET = '' }) {
    const signature = createHmac('sha256', WORKOS_WEBHOOK_SECRET).update(`${at}.${body}`)
    const signed = `t=${at}, v1=${signature.digest('hex')}`
    return { headers: { ...headers, 'workos-signature': signed }, body }
  },
  webhookVariables: ['WORKOS_WEBHOOK_SECRET'],
}

const NAME = 'wos-session'

interface Session {
  accessToken: string
  refreshToken: string
}

interface Seals {
  sealData(data: Session, options: { password: string; ttl: number }): Promise<string>
  unsealData(seal: string, options: { password: string }): Promise<Session>
}

/** What the SDK itself seals with, from the app under test. */
const seals = ({ appDir }: Stage) =>
  createRequire(join(appDir, 'package.json'))('iron-session') as Seals

const passwordOf = ({ env }: Stage) => env.WORKOS_COOKIE_PASSWORD ?? ''

const sealOf = (good: SessionCookies) => good[NAME] ?? ''

const open = (good: SessionCookies, stage: Stage) =>
  seals(stage).unsealData(sealOf(good), { password: passwordOf(stage) })

const seal = async (session: Session, stage: Stage, password = passwordOf(stage)) => ({
  [NAME]: await seals(stage).sealData(session, { password, ttl: 0 }),
})

/** A forgery that needs no more than the text of the cookie. */
const edit = (change: (good: string) => string) => (good: SessionCookies) => ({
  [NAME]: change(sealOf(good)),
})

/** Another character in the middle of one of the parts that stars keep apart. */
const withOther = (part: number) => edit((good) => tamper(good, part, '*'))

/** A good seal around another access token, and a refresh token that WorkOS does not know. */
const withToken =
  (change: (token: string) => string) => async (good: SessionCookies, stage: Stage) => {
    const session = await open(good, stage)
    const accessToken = change(session.accessToken)
    return seal({ ...session, accessToken, refreshToken: 'unknown' }, stage)
  }

const evil = 'https://evil.example/'

const tellsTheUser: SdkAction = {
  args: [{ ensureSignedIn: true }],
  signedOut: () => ({ status: 200, shows: '"user":null' }),
  signedIn: () => ({ status: 200, shows: '"user":{' }),
}

/**
 * The Server Actions of WorkOS's SDK that `AuthKitProvider` brings into the build, called with what
 * they should not trust. Two lead wherever they are told to. That is no open redirect, because only
 * a page of the app itself can call them.
 */
const sdkActions: Readonly<Record<string, SdkAction>> = {
  checkSessionAction: {
    args: [],
    signedOut: () => ({ status: 200, shows: 'true' }),
    signedIn: () => ({ status: 200, shows: 'true' }),
  },
  getAuthAction: tellsTheUser,
  refreshAuthAction: tellsTheUser,
  handleSignOutAction: {
    args: [{ returnTo: evil }],
    signedOut: () => ({ status: 200, location: evil }),
    signedIn: ({ emulatorUrl }) => ({
      status: 200,
      location: `${emulatorUrl}/user_management/sessions/logout?`,
    }),
  },
  switchToOrganizationAction: {
    args: ['org_unknown', { returnTo: evil }],
    signedOut: ({ emulatorUrl }) => ({
      status: 200,
      location: `${emulatorUrl}/user_management/authorize?`,
    }),
  },
}

const authenticate = '/user_management/authenticate'
const tokensDown = { path: authenticate, hangUp: true }

export const session: ProviderSession = {
  isPart: (cookie) => cookie === NAME,
  forgeries: {
    'that is empty': edit(() => ''),
    'that is no seal': edit(() => 'garbage'),
    'that is twelve thousand characters long': edit(() => 'a'.repeat(12_000)),
    ...forgeWith(cuts, edit),
    'of another kind': withOther(0),
    'with another password id': withOther(1),
    'with another salt': withOther(2),
    'with another initialization vector': withOther(3),
    'with other contents': withOther(4),
    'that ends at no time': edit((good) => good.replace(/\*\d*(\*[^*]*\*[^*]*)$/, '*never$1')),
    'that ended long ago': edit((good) => good.replace(/\*\d*(\*[^*]*\*[^*]*)$/, '*1$1')),
    'with eight parts that are none of a seal’s': edit(() => 'a*b*c*d*e*f*g*h'),
    'with another salt for its signature': withOther(6),
    'with another signature': withOther(7),
    'of another version': edit((good) => good.replace(/~2$/, '~1')),
    'sealed with another password': async (good, stage) =>
      seal(await open(good, stage), stage, 'another password, and long enough'),
    'with a token for another user and an unknown refresh token': withToken((token) =>
      rewrite(token, 'payload', { sub: 'user_00000000000000000000000000' }),
    ),
    'with a token without a signature': withToken(withoutSignature),
  },
  innerHeaders: (good) => ({ 'x-workos-middleware': 'true', 'x-workos-session': sealOf(good) }),
  async tokens(good, stage) {
    const { accessToken, refreshToken } = await open(good, stage)
    return { accessToken, refreshToken }
  },
  sealed: /Fe26\.2\*/,
  alwaysSecure: false,
  tokensAreCookies: false,
  scriptsReadCookies: false,
  large: {
    settings: { jwtTemplate: JSON.stringify({ note: 'a'.repeat(3_000) }) },
    usual: { jwtTemplate: '{"role": "authenticated"}' },
  },
  endsWithin: '5 minutes',
  tokensDown,
  renewal: {
    refused: {
      path: authenticate,
      match: { grant_type: 'refresh_token' },
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Session has already ended.' },
    },
    down: tokensDown,
    downShows: 'You’re not signed in',
  },
  sdkActions,
}
