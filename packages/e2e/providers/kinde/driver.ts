import type { Page } from '@playwright/test'
import {
  callHook,
  notAboutUsers,
  type ProviderPages,
  type ProviderSession,
  type SessionCookies,
  withoutPrefetches,
} from '../../src/driver.ts'
import { fetchAlone } from '../../src/fetch.ts'
import { forgeTokens, rewrite } from '../../src/forged-token.ts'
import { accountPages, enterBy, signInPage } from '../../src/sign-in-page.ts'
import type { Stage } from '../../src/stage.ts'

const notFound = { status: 404, shows: 'Page not found' }

export const pages: ProviderPages = {
  ...signInPage,
  accounts: accountPages,
  enter: enterBy('/api/auth/login'),
  signOut: [{ role: 'link', name: 'Sign out' }],
  userId: /^kp_[0-9a-f]{32}$/,
  routes: ({ appUrl, emulatorUrl }) => ({
    '/api/auth/login': { status: 307, location: `${emulatorUrl}/oauth2/auth?` },
    '/api/auth/register': { status: 307, location: `${emulatorUrl}/oauth2/auth?` },
    '/api/auth/logout': { status: 307, location: `${emulatorUrl}/logout?` },
    '/api/auth/kinde_callback': { status: 307, location: `${appUrl}/sign-in-error` },
    // Those of the SDK that the app does not need, and such as are names in every object.
    '/api/auth/setup': notFound,
    '/api/auth/health': notFound,
    '/api/auth/portal': notFound,
    '/api/auth/create_org': notFound,
    '/api/auth/end_session': notFound,
    '/api/auth/constructor': notFound,
    '/api/auth/[kindeAuth]': notFound,
  }),
  signInPath: (returnTo) =>
    `/api/auth/login?${new URLSearchParams({ post_login_redirect_url: returnTo })}`,
  starts: ['/api/auth/login', '/api/auth/register'],
  returnTo: 'post_login_redirect_url',
  callback: '/api/auth/kinde_callback',
  reachedAt: (origin) => ({ KINDE_SITE_URL: origin, KINDE_POST_LOGOUT_REDIRECT_URL: origin }),
  signOutRoute: '/api/auth/logout',
  webhookVariables: [],
}

const tokenPath = '/oauth2/token'
const tokensDown = { path: tokenPath, hangUp: true }
const refreshes = { path: tokenPath, match: { grant_type: 'refresh_token' } }

/** Every token changed in the same way, and none left with which Kinde would give good ones. */
const edit =
  (change: (token: string) => string) =>
  (good: SessionCookies): SessionCookies => ({
    ...good,
    access_token: change(good.access_token ?? ''),
    id_token: change(good.id_token ?? ''),
    refresh_token: 'unknown',
  })

/** One cookie in place of what was in it, as above. */
const replace = (name: string, value: string) => (good: SessionCookies) => ({
  ...good,
  refresh_token: 'unknown',
  [name]: value,
})

export const session: ProviderSession = {
  isPart: (cookie) => /^(access|id|refresh)_token\d*$/.test(cookie),
  forgeries: {
    ...forgeTokens(edit),
    'that is empty': () => ({ access_token: '', id_token: '', refresh_token: '' }),
    'that is a number': edit(() => '1'),
    'that is an object': () => ({ access_token: '{"sub":1}', id_token: '{}', refresh_token: '{}' }),
    'that is null': edit(() => 'null'),
    'that cannot be decoded': edit(() => '%E0%A4%A'),
    'with more behind its end': (good) => ({ ...edit((token) => token)(good), access_token1: 'x' }),
    'for another user': edit((token) => rewrite(token, 'payload', { sub: `kp_${'0'.repeat(32)}` })),
    'without an access token': ({ id_token = '' }) => ({ id_token }),
    'without an ID token': ({ access_token = '' }) => ({ access_token }),
    'whose access token is garbage': replace('access_token', 'garbage'),
    'whose ID token is garbage': replace('id_token', 'garbage'),
    'whose refresh token is unknown': () => ({ refresh_token: 'unknown' }),
  },
  innerHeaders: ({ access_token = '', id_token = '' }) => ({
    authorization: `Bearer ${access_token}`,
    'x-middleware-set-cookie': `access_token=${access_token}; Path=/, id_token=${id_token}; Path=/`,
  }),
  tokens: async ({ access_token = '', id_token = '', refresh_token = '' }) => ({
    access_token,
    id_token,
    refresh_token,
  }),
  sealed: /eyJ[\w-]{8,}\.eyJ/,
  alwaysSecure: true,
  tokensAreCookies: true,
  scriptsReadCookies: false,
  expire: (page, stage) =>
    alterToken(page, stage, 'access_token', { iat: Math.floor(Date.now() / 1000) - 660 }),
  endsWithin: '10 minutes',
  large: {
    settings: { permissions: Array.from({ length: 600 }, (_, n) => `read:documents-${n}`) },
    usual: { permissions: [] },
  },
  tokensDown,
  notAboutUsers: notAboutUsers(tokenPath),
  renewal: {
    refused: {
      ...refreshes,
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Refresh token is invalid' },
    },
    down: tokensDown,
    downShows: 'You’re not signed in',
  },
  // The SDK has none.
  sdkActions: {},
}

type Token = 'access_token' | 'id_token'

/** Puts a token into this browser's session that has expired an hour ago, and that is good otherwise. */
export const expireToken = (page: Page, stage: Stage, token: Token) =>
  alterToken(page, stage, token, { exp: Math.floor(Date.now() / 1000) - 3600 })

/**
 * Puts a token with other claims into this browser's session, under a good signature. It comes by a
 * refresh, which believes whatever it is given; a sign-in does not.
 */
export async function alterToken(
  page: Page,
  stage: Stage,
  token: Token,
  claims: Readonly<Record<string, unknown>>,
): Promise<void> {
  await callHook(stage, 'faults', { ...refreshes, times: 1, alterToken: { token, claims } })
  const { appUrl } = stage
  const context = page.context()
  await withoutPrefetches(context)
  const held = await context.cookies(appUrl)
  const cookie = held.find(({ name }) => name === 'refresh_token')?.value
  const answer = await fetchAlone(`${appUrl}/sign-in-error`, {
    headers: { cookie: `refresh_token=${cookie}` },
  })
  const given = answer.headers.getSetCookie().map((line) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    return { name, value, url: appUrl, httpOnly: true }
  })
  await context.addCookies(given)
}
