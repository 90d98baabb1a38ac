import {
  rewrite,
  signedByNobody,
  tamper,
  withItsOwnKey,
  withoutSignature,
} from '../../src/providers/forged-token.ts'
import type { ProviderSession, SessionCookies } from '../../src/providers/provider.ts'
import type { Stage } from '../../src/stage.ts'
import { ASK, jwtWith, now, signedWithPublicKey } from './jwt.ts'

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
    'that is empty': editBoth(() => ''),
    'that is no token': editBoth(() => 'garbage'),
    'that cannot be decoded': editBoth(() => '%E0%A4%A'),
    'of control characters': editBoth(() => '%00%0D%0A'),
    'that is an object': editBoth(() => '{"sub":1}'),
    'of three parts that are nothing': editBoth(() => 'a.b.c'),
    'that is twelve thousand characters long': editBoth(() => 'a'.repeat(6_000)),
    'that is cut in half': editBoth((text) => text.slice(0, text.length / 2)),
    'that lacks its end': editBoth((text) => text.slice(0, -10)),
    'whose token is in capitals': (good) => both(tokenOf(good).toUpperCase(), 'garbage'),
    'with another header': edit((jwt) => tamper(jwt, 0)),
    'with other contents': edit((jwt) => tamper(jwt, 1)),
    'with another signature': edit((jwt) => tamper(jwt, 2)),
    'without a signature': edit(withoutSignature),
    'signed with another key': edit(signedByNobody),
    'that brings its own key': edit(withItsOwnKey),
    'signed with the public key as a secret': async (good, stage) =>
      both('unknown', await signedWithPublicKey(jwtOf(good), stage)),
    'of another key': edit((jwt) => rewrite(jwt, 'header', { kid: 'unknown' })),
    'for another user': edit((jwt) =>
      rewrite(jwt, 'payload', { sub: 'user-test-00000000-0000-0000-0000-000000000000' }),
    ),
    'that lasts longer': edit((jwt) => rewrite(jwt, 'payload', { exp: 4_000_000_000 })),
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
  tokens: async (good) => ({ [TOKEN]: tokenOf(good), [JWT]: jwtOf(good) }),
  sealed: /eyJ[\w-]{8,}\.eyJ/,
  alwaysSecure: false,
  tokensAreCookies: true,
  scriptsReadCookies: true,
  scriptsRenewAt: '/sdk/v1/sessions/authenticate',
  tokensDown: { path: '/sdk/v1/magic_links/authenticate', hangUp: true },
  renewal: { down: { path: ASK, hangUp: true }, downShows: 'Something went wrong' },
  // The SDK has none.
  sdkActions: {},
}
