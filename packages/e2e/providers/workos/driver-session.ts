import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ProviderSession, SessionCookies } from '../../src/providers/provider.ts'
import type { Stage } from '../../src/stage.ts'
import { workosActions } from './sdk-actions.ts'

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
function seals({ appDir }: Stage): Seals {
  return createRequire(join(appDir, 'package.json'))('iron-session') as Seals
}

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
const tamper = (part: number) =>
  edit((good) =>
    good
      .split('*')
      .map((text, at) => (at === part ? replaceMiddle(text) : text))
      .join('*'),
  )

function replaceMiddle(text: string): string {
  const middle = Math.floor(text.length / 2)
  const other = text[middle] === '0' ? '1' : '0'
  return `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`
}

/** The same token for another user, under the signature that it had. */
function withOtherSubject(token: string): string {
  const [header, payload = '', signature] = token.split('.')
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const changed = JSON.stringify(
    Object.assign({}, claims, { sub: 'user_00000000000000000000000000' }),
  )
  return [header, Buffer.from(changed).toString('base64url'), signature].join('.')
}

const authenticate = '/user_management/authenticate'
const tokensDown = { path: authenticate, hangUp: true }

export const session: ProviderSession = {
  isPart: (cookie) => cookie === NAME,
  forgeries: {
    'that is empty': edit(() => ''),
    'that is no seal': edit(() => 'garbage'),
    'that is twelve thousand characters long': edit(() => 'a'.repeat(12_000)),
    'that is cut in half': edit((good) => good.slice(0, good.length / 2)),
    'that lacks its end': edit((good) => good.slice(0, -10)),
    'of another kind': tamper(0),
    'with another password id': tamper(1),
    'with another salt': tamper(2),
    'with another initialisation vector': tamper(3),
    'with other contents': tamper(4),
    'that ends at no time': edit((good) => good.replace(/\*\d*(\*[^*]*\*[^*]*)$/, '*never$1')),
    'that ended long ago': edit((good) => good.replace(/\*\d*(\*[^*]*\*[^*]*)$/, '*1$1')),
    'with eight parts that are none of a seal’s': edit(() => 'a*b*c*d*e*f*g*h'),
    'with another salt for its signature': tamper(6),
    'with another signature': tamper(7),
    'of another version': edit((good) => good.replace(/~2$/, '~1')),
    'sealed with another password': async (good, stage) =>
      seal(await open(good, stage), stage, 'another password, and long enough'),
    'with a token for another user and an unknown refresh token': async (good, stage) => {
      const { accessToken, ...session } = await open(good, stage)
      const forged = { accessToken: withOtherSubject(accessToken), refreshToken: 'unknown' }
      return seal({ ...session, ...forged }, stage)
    },
    'with a token without a signature': async (good, stage) => {
      const { accessToken, ...session } = await open(good, stage)
      const [, payload] = accessToken.split('.')
      const header = Buffer.from('{"alg":"none"}').toString('base64url')
      return seal({ ...session, accessToken: `${header}.${payload}.`, refreshToken: '-' }, stage)
    },
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
  sdkActions: workosActions,
}
