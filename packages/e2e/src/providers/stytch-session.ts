import type { ProviderSession, SessionCookies } from './provider.ts'

const TOKEN = 'stytch_session'
const JWT = 'stytch_session_jwt'

/** The JWT changed, beside a token that Stytch does not know. */
const edit =
  (change: (jwt: string) => string) =>
  (good: SessionCookies): SessionCookies => ({
    [TOKEN]: 'of-nobody',
    [JWT]: change(good[JWT] ?? ''),
  })

export const stytchSession: ProviderSession = {
  isPart: (cookie) => cookie === TOKEN || cookie === JWT,
  forgeries: {
    'that is empty': () => ({ [TOKEN]: '', [JWT]: '' }),
    'that is no token': () => ({ [TOKEN]: 'garbage', [JWT]: 'garbage' }),
    'that is cut in half': edit((jwt) => jwt.slice(0, jwt.length / 2)),
    'that lacks its end': edit((jwt) => jwt.slice(0, -10)),
  },
  innerHeaders: ({ [JWT]: jwt = '' }) => ({ authorization: `Bearer ${jwt}` }),
  tokens: async ({ [TOKEN]: token = '', [JWT]: jwt = '' }) => ({ [TOKEN]: token, [JWT]: jwt }),
  sealed: /eyJ[\w-]{8,}\.eyJ/,
  alwaysSecure: false,
  tokensAreCookies: true,
  scriptsReadCookies: true,
  tokensDown: { path: '/sdk/v1/magic_links/authenticate', hangUp: true },
  renewal: {
    down: { path: '/v1/sessions/authenticate', hangUp: true },
    downShows: 'Something went wrong',
  },
  // The SDK has none.
  sdkActions: {},
}
