import type { Page } from '@playwright/test'
import {
  rewrite,
  signedByNobody,
  tamper,
  withoutSignature,
} from '../../src/providers/forged-token.ts'
import { withoutPrefetches } from '../../src/providers/prefetches.ts'
import type { ProviderSession, SessionCookies } from '../../src/providers/provider.ts'
import type { Stage } from '../../src/stage.ts'

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
    'that is empty': () => ({ access_token: '', id_token: '', refresh_token: '' }),
    'that is no token': edit(() => 'garbage'),
    'that is a number': edit(() => '1'),
    'that is an object': () => ({ access_token: '{"sub":1}', id_token: '{}', refresh_token: '{}' }),
    'that is null': edit(() => 'null'),
    'that cannot be decoded': edit(() => '%E0%A4%A'),
    'of three parts that are nothing': edit(() => 'a.b.c'),
    'that is five thousand characters long': edit(() => 'a'.repeat(5_000)),
    'that is cut in half': edit((token) => token.slice(0, token.length / 2)),
    'that lacks its end': edit((token) => token.slice(0, -10)),
    'with more behind its end': (good) => ({ ...edit((token) => token)(good), access_token1: 'x' }),
    'with another header': edit((token) => tamper(token, 0)),
    'with other contents': edit((token) => tamper(token, 1)),
    'with another signature': edit((token) => tamper(token, 2)),
    'without a signature': edit(withoutSignature),
    'signed with another key': edit(signedByNobody),
    'of another key': edit((token) => rewrite(token, 'header', { kid: 'unknown' })),
    'for another user': edit((token) => rewrite(token, 'payload', { sub: `kp_${'0'.repeat(32)}` })),
    'that lasts longer': edit((token) => rewrite(token, 'payload', { exp: 4_000_000_000 })),
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
  expire: (page, stage) => expireToken(page, stage, 'access_token'),
  tokensDown,
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
export function expireToken(page: Page, stage: Stage, token: Token): Promise<void> {
  return alterToken(page, stage, token, { exp: Math.floor(Date.now() / 1000) - 3600 })
}

/**
 * Puts a token with other claims into this browser's session, under a good signature. It comes by a
 * refresh, which believes whatever it is given; a sign-in does not.
 */
export async function alterToken(
  page: Page,
  { appUrl, emulatorUrl }: Stage,
  token: Token,
  claims: Readonly<Record<string, unknown>>,
): Promise<void> {
  const response = await fetch(`${emulatorUrl}/_emulate/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...refreshes, times: 1, alterToken: { token, claims } }),
  })
  if (!response.ok) throw new Error(`The emulator took no fault: ${await response.text()}`)
  const context = page.context()
  await withoutPrefetches(context)
  const held = await context.cookies(appUrl)
  const cookie = held.find(({ name }) => name === 'refresh_token')?.value
  const answer = await fetch(`${appUrl}/sign-in-error`, {
    headers: { cookie: `refresh_token=${cookie}` },
  })
  const given = answer.headers.getSetCookie().map((line) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    return { name, value, url: appUrl, httpOnly: true }
  })
  await context.addCookies(given)
}
