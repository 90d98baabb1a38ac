import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import {
  type ExpectedAnswer,
  type Forge,
  notAboutUsers,
  type ProviderAccounts,
  type ProviderPages,
  type ProviderSession,
  type SessionCookies,
} from '../../src/driver.ts'
import { cuts, forgeWith } from '../../src/forged-token.ts'
import { newestMail } from '../../src/mail.ts'
import { accountPages, enterBy, signInPage, submitSignUp } from '../../src/sign-in-page.ts'
import { readStage, type Stage } from '../../src/stage.ts'

/** Routes of the SDK that the app does not use and must not answer. */
const unused = [
  '/auth/access-token',
  '/auth/backchannel-logout',
  '/auth/connect',
  '/auth/mfa/authenticators',
  '/auth/passkey/register',
  '/auth/passwordless/start',
  '/me/v1/connected-accounts',
  '/my-org/details',
]

const notFound: ExpectedAnswer = { status: 404, shows: 'Page not found' }

/** Users get in at once, and the link that they are sent tells Auth0, but not the session. */
const accounts: ProviderAccounts = {
  ...accountPages,
  letsIn: true,
  async verify(page, person) {
    await page.goto((await newestMail(person, readStage())).link?.url ?? '')
    await page.getByRole('link', { name: 'Back to the app' }).click()
    await page.goto('/auth/logout')
    await page.getByRole('main').getByRole('link', { name: 'Sign in', exact: true }).click()
    await signInPage.signIn(page, person)
  },
  googleUserId: /^google-oauth2\|\d{21}$/,
}

export const pages: ProviderPages = {
  ...signInPage,
  signUp: submitSignUp,
  accounts,
  enter: enterBy('/auth/login'),
  signOut: [{ role: 'link', name: 'Sign out' }],
  userId: /^auth0\|[0-9a-f]{24}$/,
  routes: ({ appUrl, emulatorUrl }) => ({
    '/auth/login': { status: 307, location: `${emulatorUrl}/authorize?` },
    '/auth/callback': { status: 307, location: `${appUrl}/sign-in-error` },
    '/auth/profile': { status: 401 },
    ...Object.fromEntries(unused.map((path) => [path, notFound])),
    // The last one, because a browser that goes through all of them has no session after it.
    '/auth/logout': { status: 307, location: `${emulatorUrl}/oidc/logout?` },
  }),
  signInPath: (returnTo) => `/auth/login?${new URLSearchParams({ returnTo })}`,
  starts: ['/auth/login'],
  returnTo: 'returnTo',
  callback: '/auth/callback',
  // Elsewhere than on this machine it takes no emulator.
  reachedAt: (origin) => ({
    APP_BASE_URL: origin,
    ...(!origin.endsWith('://localhost') && { AUTH0_DOMAIN: 'tenant.eu.auth0.com' }),
  }),
  signOutRoute: '/auth/logout',
  webhookVariables: ['AUTH0_EVENT_STREAM_TOKEN'],
}

/** How Auth0's SDK encrypts its cookies: a compact JWE with AES-256-GCM, keyed from AUTH0_SECRET. */
const ALGORITHM = 'aes-256-gcm'
const NAME = 'todos_auth0_session'

const encode = (text: Buffer | string) => Buffer.from(text).toString('base64url')
const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'JWE CEK', 32))
const header = encode('{"enc":"A256GCM","alg":"dir"}')
const secretOf = ({ env }: Stage) => env.AUTH0_SECRET ?? ''
const sealOf = (good: SessionCookies) => good[NAME] ?? ''

/** Encrypts claims as the SDK would with this secret. */
function seal(claims: object, secret: string) {
  const iv = randomBytes(12)
  const cipher = createCipheriv(ALGORITHM, keyOf(secret), iv).setAAD(Buffer.from(header))
  const text = Buffer.concat([cipher.update(JSON.stringify(claims)), cipher.final()])
  return { [NAME]: [header, '', ...[iv, text, cipher.getAuthTag()].map(encode)].join('.') }
}

/** What is in a session; throws when it was not sealed with this run's secret. */
export function open(good: SessionCookies, stage: Stage): Record<string, unknown> {
  const [protectedHeader = '', , ...rest] = sealOf(good).split('.')
  const [iv, text, tag] = rest.map((part) => Buffer.from(part, 'base64url'))
  if (!iv || !text || !tag) throw new Error('The session is not encrypted')
  const decipher = createDecipheriv(ALGORITHM, keyOf(secretOf(stage)), iv)
    .setAAD(Buffer.from(protectedHeader))
    .setAuthTag(tag)
  const json = Buffer.concat([decipher.update(text), decipher.final()])
  return JSON.parse(json.toString()) as Record<string, unknown>
}

/** A forgery that needs no more than the text of the cookie. */
const edit = (change: (good: string) => string) => (good: SessionCookies) => ({
  [NAME]: change(sealOf(good)),
})

/** Something else in one of the parts that dots keep apart. */
const replace = (part: number, change: (old: string) => string) =>
  edit((good) =>
    good
      .split('.')
      .map((old, at) => (at === part ? change(old) : old))
      .join('.'),
  )

const otherCharacter = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`

const withHeader = (claims: object) => replace(0, () => encode(JSON.stringify(claims)))

/** Longer ago than Auth0's word counts. */
const ELEVEN_MINUTES = 11 * 60_000

/** A session for which Auth0 has to be asked again. */
const aged: Forge = (good, stage) =>
  seal({ ...open(good, stage), confirmedAt: Date.now() - ELEVEN_MINUTES }, secretOf(stage))

const tokenPath = '/oauth/token'
const tokensDown = { path: tokenPath, hangUp: true }

const anHourAgo = () => Math.floor(Date.now() / 1000) - 3600

export const session: ProviderSession = {
  isPart: (cookie) => cookie === NAME || cookie.startsWith(`${NAME}__`),
  forgeries: {
    'that is empty': edit(() => ''),
    'that is no ciphertext': edit(() => 'garbage'),
    'that is twelve thousand characters long': edit(() => 'a'.repeat(12_000)),
    ...forgeWith(cuts, edit),
    'that lacks a part': edit((good) => good.replace('..', '.')),
    'that has a part too many': edit((good) => `${good}.x`),
    'with a header that is none': replace(0, () => 'garbage'),
    'without a header': replace(0, () => ''),
    'with a header that says none': withHeader({ alg: 'none' }),
    'with a header of another algorithm': withHeader({ enc: 'A256GCM', alg: 'RSA-OAEP' }),
    'with a header of another encryption': withHeader({ enc: 'A128CBC-HS256', alg: 'dir' }),
    'with a header that says compressed': withHeader({ enc: 'A256GCM', alg: 'dir', zip: 'DEF' }),
    'with a header of a session of version 3': withHeader({ enc: 'A256GCM', alg: 'dir', iat: 1 }),
    'with a key in it': replace(1, () => 'AAAA'),
    'with another initialization vector': replace(2, otherCharacter),
    'with an initialization vector that is too short': replace(2, () => 'AAAA'),
    'with other contents': replace(3, otherCharacter),
    'without contents': replace(3, () => ''),
    'with another tag': replace(4, otherCharacter),
    'with a tag that is too short': replace(4, () => 'AAAA'),
    'with characters that are none of base64': replace(3, () => '%00%ff!'),
    'under the name that it had in version 3': (good) => ({ appSession: sealOf(good) }),
    'in parts, of which the first has another header': () => ({
      [`${NAME}__0`]: encode('{"alg":"none"}'),
      [`${NAME}__1`]: '..a.b.c',
    }),
    'in parts, of which one is missing': (good) => ({
      [`${NAME}__0`]: sealOf(good).slice(0, 100),
      [`${NAME}__2`]: sealOf(good).slice(100),
    }),
    'in parts, with too large a number': () => ({
      [`${NAME}__0`]: `${header}.`,
      [`${NAME}__99999999999999999999`]: 'x',
    }),
    'encrypted with another secret': (good, stage) =>
      seal(open(good, stage), 'another secret, and long enough for it'),
    'that ended an hour ago': (good, stage) =>
      seal({ ...open(good, stage), exp: anHourAgo() }, secretOf(stage)),
    // Nothing of it could be renewed, so it counts for nothing.
    'that Auth0 has not confirmed for long': (good, stage) => {
      const { tokenSet: _, ...rest } = open(good, stage)
      return aged(seal({ ...rest, tokenSet: {} }, secretOf(stage)), stage)
    },
    'that was never confirmed': (good, stage) => {
      const { tokenSet: _, confirmedAt: __, ...rest } = open(good, stage)
      return seal({ ...rest, tokenSet: {} }, secretOf(stage))
    },
    'that is signed in place of encrypted': (good, stage) => ({
      [NAME]: ['{"alg":"none"}', JSON.stringify(open(good, stage)), ''].map(encode).join('.'),
    }),
  },
  // The SDK's parts read the user out of the cookie.
  innerHeaders: () => ({}),
  async tokens(good, stage) {
    const { tokenSet } = open(good, stage) as { tokenSet: { accessToken: string } }
    return { accessToken: tokenSet.accessToken }
  },
  sealed: new RegExp(`${header}\\.`),
  alwaysSecure: false,
  tokensAreCookies: false,
  scriptsReadCookies: false,
  async expire(page, stage) {
    const context = page.context()
    const cookies = await context.cookies(stage.appUrl)
    const good = Object.fromEntries(cookies.map(({ name, value }) => [name, value]))
    const expired = Object.entries(await aged(good, stage))
    await context.addCookies(expired.map(([name, value]) => ({ name, value, url: stage.appUrl })))
  },
  endsWithin: '10 minutes',
  tokensDown,
  notAboutUsers: notAboutUsers(tokenPath),
  renewal: {
    refused: {
      path: tokenPath,
      match: { grant_type: 'refresh_token' },
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
    },
    down: tokensDown,
    downShows: 'You’re not signed in',
  },
  sdkActions: {},
}
