import type { ProviderSession, SessionCookies } from '../../src/providers/provider.ts'
import type { Stage } from '../../src/stage.ts'
import { header, seal, unseal } from './seal.ts'

const NAME = 'todos_auth0_session'

const secretOf = ({ env }: Stage) => env.AUTH0_SECRET ?? ''

const sealOf = (good: SessionCookies) => good[NAME] ?? ''

const open = (good: SessionCookies, stage: Stage) => unseal(sealOf(good), secretOf(stage))

/** A forgery that needs no more than the text of the cookie. */
const edit = (change: (good: string) => string) => (good: SessionCookies) => ({
  [NAME]: change(sealOf(good)),
})

/** Something else in one of the parts that dots keep apart. */
const replace = (part: number, text: string | ((good: string) => string)) =>
  edit((good) =>
    good
      .split('.')
      .map((old, at) => (at === part ? (typeof text === 'string' ? text : text(old)) : old))
      .join('.'),
  )

const otherCharacter = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`

const withHeader = (claims: object) =>
  replace(0, Buffer.from(JSON.stringify(claims)).toString('base64url'))

const now = () => Math.floor(Date.now() / 1000)

export const session: ProviderSession = {
  isPart: (cookie) => cookie === NAME || cookie.startsWith(`${NAME}__`),
  forgeries: {
    'that is empty': edit(() => ''),
    'that is no ciphertext': edit(() => 'garbage'),
    'that is twelve thousand characters long': edit(() => 'a'.repeat(12_000)),
    'that is cut in half': edit((good) => good.slice(0, good.length / 2)),
    'that lacks its end': edit((good) => good.slice(0, -10)),
    'that lacks a part': edit((good) => good.replace('..', '.')),
    'that has a part too many': edit((good) => `${good}.x`),
    'with a header that is none': replace(0, 'garbage'),
    'without a header': replace(0, ''),
    'with a header that says none': withHeader({ alg: 'none' }),
    'with a header of another algorithm': withHeader({ enc: 'A256GCM', alg: 'RSA-OAEP' }),
    'with a header of another encryption': withHeader({ enc: 'A128CBC-HS256', alg: 'dir' }),
    'with a header that says compressed': withHeader({ enc: 'A256GCM', alg: 'dir', zip: 'DEF' }),
    'with a header of a session of version 3': withHeader({ enc: 'A256GCM', alg: 'dir', iat: 1 }),
    'with a key in it': replace(1, 'AAAA'),
    'with another initialisation vector': replace(2, otherCharacter),
    'with an initialisation vector that is too short': replace(2, 'AAAA'),
    'with other contents': replace(3, otherCharacter),
    'without contents': replace(3, ''),
    'with another tag': replace(4, otherCharacter),
    'with a tag that is too short': replace(4, 'AAAA'),
    'with characters that are none of base64': replace(3, '%00%ff!'),
    'under the name that it had in version 3': (good) => ({ appSession: sealOf(good) }),
    'in parts, of which the first has another header': () => ({
      [`${NAME}__0`]: Buffer.from('{"alg":"none"}').toString('base64url'),
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
    'encrypted with another secret': (good, stage) => ({
      [NAME]: seal(open(good, stage), 'another secret, and long enough for it'),
    }),
    'that ended an hour ago': (good, stage) => ({
      [NAME]: seal({ ...open(good, stage), exp: now() - 3600 }, secretOf(stage)),
    }),
    'that is signed in place of encrypted': (good, stage) => ({
      [NAME]: ['{"alg":"none"}', JSON.stringify(open(good, stage)), '']
        .map((part) => Buffer.from(part).toString('base64url'))
        .join('.'),
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
  tokensDown: { path: '/oauth/token', hangUp: true },
  sdkActions: {},
}
