import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Stage } from '../stage.ts'
import type { ProviderSession } from './index.ts'

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

const open = (cookie: string, stage: Stage) =>
  seals(stage).unsealData(cookie, { password: passwordOf(stage) })

const seal = (session: Session, stage: Stage, password = passwordOf(stage)) =>
  seals(stage).sealData(session, { password, ttl: 0 })

/** Another character in the middle of one of the parts that stars keep apart. */
const tamper = (part: number) => (good: string) =>
  good
    .split('*')
    .map((text, at) => (at === part ? replaceMiddle(text) : text))
    .join('*')

function replaceMiddle(text: string): string {
  const middle = Math.floor(text.length / 2)
  const other = text[middle] === '0' ? '1' : '0'
  return `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`
}

/** The same token for somebody else, under the signature that it had. */
function withOtherSubject(token: string): string {
  const [header, payload = '', signature] = token.split('.')
  const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const changed = JSON.stringify(
    Object.assign({}, claims, { sub: 'user_00000000000000000000000000' }),
  )
  return [header, Buffer.from(changed).toString('base64url'), signature].join('.')
}

export const workosSession: ProviderSession = {
  cookie: 'wos-session',
  forgeries: {
    'that is empty': () => '',
    'that is no seal': () => 'garbage',
    'that is twelve thousand characters long': () => 'a'.repeat(12_000),
    'that is cut in half': (good) => good.slice(0, good.length / 2),
    'that lacks its end': (good) => good.slice(0, -10),
    'of another kind': tamper(0),
    'with another password id': tamper(1),
    'with another salt': tamper(2),
    'with another initialisation vector': tamper(3),
    'with other contents': tamper(4),
    'that ends at no time': (good) => good.replace(/\*\d*(\*[^*]*\*[^*]*)$/, '*never$1'),
    'with eight parts that are none of a seal’s': () => 'a*b*c*d*e*f*g*h',
    'with another salt for its signature': tamper(6),
    'with another signature': tamper(7),
    'of another version': (good) => good.replace(/~2$/, '~1'),
    'sealed with another password': async (good, stage) =>
      seal(await open(good, stage), stage, 'another password, and long enough'),
    'with a token for somebody else and a refresh token that nobody gave': async (good, stage) => {
      const { accessToken, ...session } = await open(good, stage)
      const forged = { accessToken: withOtherSubject(accessToken), refreshToken: 'of-nobody' }
      return seal({ ...session, ...forged }, stage)
    },
    'with a token without a signature': async (good, stage) => {
      const { accessToken, ...session } = await open(good, stage)
      const [, payload] = accessToken.split('.')
      const header = Buffer.from('{"alg":"none"}').toString('base64url')
      return seal({ ...session, accessToken: `${header}.${payload}.`, refreshToken: '-' }, stage)
    },
  },
  innerHeaders: (good) => ({ 'x-workos-middleware': 'true', 'x-workos-session': good }),
  async tokens(good, stage) {
    const { accessToken, refreshToken } = await open(good, stage)
    return { accessToken, refreshToken }
  },
  refreshFault: {
    path: '/user_management/authenticate',
    match: { grant_type: 'refresh_token' },
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Session has already ended.' },
  },
}
