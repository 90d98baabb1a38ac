import { createHmac, generateKeyPairSync } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { bearer, now, setting, tokenFor } from '../client.ts'
import * as is from './answers.ts'

type Headers = Record<string, string>
export type CredentialCase = readonly [name: string, headers: () => Headers, answer: is.Recorded]

export const a = 'user_2abc'
export const b = 'auth0|123'
const secret = () => setting('INSFORGE_JWT_SECRET')
const claims = () => ({ sub: a, role: 'authenticated', exp: now() + 300 })
const claim = (changes: object) => () => bearer(tokenFor(a, changes))
const inSeconds = (name: string, seconds: number) => () =>
  bearer(tokenFor(a, { [name]: now() + seconds }))
/** jsonwebtoken refuses to sign these when it is given an object. */
const unchecked = (changes: object) => () =>
  bearer(jwt.sign(JSON.stringify({ ...claims(), ...changes }), secret()))
const signed = (key: string | Buffer, options: jwt.SignOptions = {}) =>
  bearer(jwt.sign(claims(), key, options))
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token of which only the header is ours to choose. */
function withHeader(header: object, signature?: string): Headers {
  const text = `${base64(header)}.${base64(claims())}`
  const mac = createHmac('sha256', secret()).update(text).digest('base64url')
  return bearer(`${text}.${signature ?? mac}`)
}

function tampered(): Headers {
  const [header, , signature] = tokenFor(b).split('.')
  return bearer([header, base64(claims()), signature].join('.'))
}

function fromForeignKey(): Headers {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return bearer(jwt.sign(claims(), privateKey, { algorithm: 'RS256' }))
}

const anonKey = () => setting('INSFORGE_ANON_KEY')
const apiKey = () => setting('INSFORGE_API_KEY')
const wrong = '0'.repeat(64)

/** Who may read what: GET of id, user_id and title, where A and B have one row each. */
export const credentialCases: readonly CredentialCase[] = [
  ['valid token A', () => bearer(tokenFor(a)), is.rowOfA],
  ['valid token B (auth0|123)', () => bearer(tokenFor(b)), is.rowOfB],
  ['no Authorization header', () => ({}), is.noToken],
  ['empty bearer ""', () => bearer(''), is.noToken],
  ['Authorization: Basic', () => ({ authorization: 'Basic dTpw' }), is.noToken],
  ['lower-case "bearer <jwt>"', () => ({ authorization: `bearer ${tokenFor(a)}` }), is.noToken],
  ['garbage token', () => bearer('garbage'), is.invalidToken],
  ['anon key (valid)', () => bearer(anonKey()), is.denied],
  ['anon key (wrong)', () => bearer(`anon_${wrong}`), is.wrongAnonKey],
  ['admin API key ik_ (valid)', () => bearer(apiKey()), is.rowsOfBoth],
  ['admin API key ik_ (wrong)', () => bearer(`ik_${wrong}`), is.wrongApiKey],
  [
    'x-api-key valid + user JWT',
    () => ({ ...bearer(tokenFor(a)), 'x-api-key': apiKey() }),
    is.rowsOfBoth,
  ],
  [
    'x-api-key wrong + valid user JWT',
    () => ({ ...bearer(tokenFor(a)), 'x-api-key': 'ik_0' }),
    is.wrongApiKey,
  ],
  ['anon-JWT role=anon signed with secret', claim({ role: 'anon' }), is.denied],
  ['expired (exp 60 s ago)', inSeconds('exp', -60), is.invalidToken],
  ['expired 2 s ago (leeway?)', inSeconds('exp', -2), is.invalidToken],
  ['exp absent (never expires)', claim({ exp: undefined }), is.rowOfA],
  ['exp as string "9999999999"', unchecked({ exp: '9999999999' }), is.invalidToken],
  ['exp in 10 years', inSeconds('exp', 315_360_000), is.rowOfA],
  ['nbf in the future', inSeconds('nbf', 60), is.invalidToken],
  ['iat in the future', inSeconds('iat', 60), is.rowOfA],
  ['wrong signature (other secret)', () => signed(wrong), is.invalidToken],
  ['tampered payload', tampered, is.invalidToken],
  ['alg=none, empty signature', () => withHeader({ alg: 'none', typ: 'JWT' }, ''), is.invalidToken],
  ['alg=None header, hs256 sig', () => withHeader({ alg: 'None', typ: 'JWT' }), is.invalidToken],
  ['alg=HS512 signed with secret', () => signed(secret(), { algorithm: 'HS512' }), is.invalidToken],
  ['alg=RS256 foreign key (raw provider token)', fromForeignKey, is.invalidToken],
  ['header typ absent', () => withHeader({ alg: 'HS256' }), is.rowOfA],
  [
    'secret used base64-decoded instead of utf8',
    () => signed(Buffer.from(secret(), 'base64')),
    is.invalidToken,
  ],
  [
    'secret used hex-decoded instead of utf8',
    () => signed(Buffer.from(secret(), 'hex')),
    is.invalidToken,
  ],
  ['secret with trailing newline', () => signed(`${secret()}\n`), is.invalidToken],
  ['role=project_admin signed w/ secret', claim({ role: 'project_admin' }), is.rowsOfBoth],
  ['role missing', claim({ role: undefined }), is.rowOfA],
  ['role="" ', claim({ role: '' }), is.rowOfA],
  ['role="admin"', claim({ role: 'admin' }), is.invalidRole],
  ['role="postgres"', claim({ role: 'postgres' }), is.invalidRole],
  ['role=["authenticated"]', claim({ role: ['authenticated'] }), is.invalidRole],
  ['role="Authenticated"', claim({ role: 'Authenticated' }), is.invalidRole],
  ['sub missing', claim({ sub: undefined }), is.invalidSubject],
  ['sub=""', claim({ sub: '' }), is.invalidSubject],
  [
    'sub=123 (number)',
    unchecked({ sub: 123 }),
    is.postgrest(
      401,
      'PGRST301',
      'JWTClaimsSetDecodeError "Error in $.sub: parsing StringOrURI failed, expected String, but encountered Number"',
    ),
  ],
  ['sub=" user_2abc " (spaces)', claim({ sub: ' user_2abc ' }), is.noRows],
  ['aud missing', claim({ aud: undefined }), is.rowOfA],
  ['aud="insforge-api"', claim({ aud: 'insforge-api' }), is.rowOfA],
  ['aud=["insforge-api"]', claim({ aud: ['insforge-api'] }), is.rowOfA],
  ['aud="someone-else"', claim({ aud: 'someone-else' }), is.rowOfA],
  ['iss arbitrary', claim({ iss: 'https://issuer.example' }), is.rowOfA],
  ['email not an e-mail', claim({ email: 'not-an-email' }), is.rowOfA],
  ['email null', claim({ email: null }), is.rowOfA],
  ['alg none + anon key in apikey header', () => ({ apikey: anonKey() }), is.noToken],
  [
    'official Stytch sample claims {userId,role,aud,exp}',
    claim({ sub: undefined, userId: a, aud: 'insforge-api' }),
    is.invalidSubject,
  ],
]
