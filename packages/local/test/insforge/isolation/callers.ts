import { createHmac } from 'node:crypto'
import { bearer, now, signToken } from '../client.ts'
import type { Instance } from '../instance.ts'
import * as is from '../recorded/answers.ts'
import { ada, bob } from './fixture.ts'

type Headers = Record<string, string>

/** A caller who is not Ada. Taken for Bob, for anon, or refused with that answer. */
export interface Caller {
  readonly name: string
  readonly headers: (instance: Instance) => Headers
  readonly is: 'bob' | 'anon' | is.Recorded
}

const token = (claims: { readonly [claim: string]: unknown }) => (instance: Instance) =>
  bearer(signToken(instance.jwtSecret, claims))
const bobs = token({ sub: bob })
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const adasClaims = () => ({ sub: ada, role: 'authenticated', exp: now() + 300 })

/** A token in Ada's name of which the header is ours to choose. */
const withHeader = (header: object, signature?: string) => (instance: Instance) => {
  const text = `${base64(header)}.${base64(adasClaims())}`
  const mac = createHmac('sha256', instance.jwtSecret).update(text).digest('base64url')
  return bearer(`${text}.${signature ?? mac}`)
}

function tampered({ jwtSecret }: Instance): Headers {
  const [header, , signature] = signToken(jwtSecret, { sub: bob }).split('.')
  return bearer([header, base64(adasClaims()), signature].join('.'))
}

const forgedClaims = { user_id: ada, userId: ada, uid: ada, preferred_username: ada, email: ada }
const forgedHeaders = {
  'x-user-id': ada,
  'x-forwarded-user': ada,
  'x-api-role': 'project_admin',
  role: 'project_admin',
  cookie: `sub=${ada}; user_id=${ada}`,
}
const wrong = '0'.repeat(64)
const otherRoles = ['admin', 'postgres', 'Authenticated', 'service_role', ['authenticated']]

const table: readonly (readonly [string, Caller['headers'], Caller['is']])[] = [
  ['Bob', bobs, 'bob'],
  ['Bob without a role', token({ sub: bob, role: undefined }), 'bob'],
  ['Bob with an empty role', token({ sub: bob, role: '' }), 'bob'],
  ['Bob with a forged user_id in the token', token({ sub: bob, ...forgedClaims }), 'bob'],
  [
    'Bob with a forged user in headers and cookies',
    (instance) => ({ ...bobs(instance), ...forgedHeaders }),
    'bob',
  ],
  ['the anon key', ({ anonKey }) => bearer(anonKey), 'anon'],
  ['an anonymous token with a sub', token({ sub: ada, role: 'anon' }), 'anon'],
  ['no token', () => ({}), is.noToken],
  ['a wrong anon key', () => bearer(`anon_${wrong}`), is.wrongAnonKey],
  ['a wrong API key', () => bearer(`ik_${wrong}`), is.wrongApiKey],
  ['no sub', token({}), is.invalidSubject],
  ...otherRoles.map(
    (role) =>
      [`the role ${JSON.stringify(role)}`, token({ sub: ada, role }), is.invalidRole] as const,
  ),
  ['an expired token', token({ sub: ada, exp: now() - 1 }), is.invalidToken],
  ['a forged token', () => bearer(signToken('another secret', { sub: ada })), is.invalidToken],
  ['a token that was tampered with', tampered, is.invalidToken],
  ['alg none, unsigned', withHeader({ alg: 'none' }, ''), is.invalidToken],
  ['alg none, signed', withHeader({ alg: 'none' }), is.invalidToken],
  [
    'alg HS512',
    ({ jwtSecret }) => bearer(signToken(jwtSecret, { sub: ada }, { algorithm: 'HS512' })),
    is.invalidToken,
  ],
]

export const callers: readonly Caller[] = table.map(([name, headers, is]) => ({
  name,
  headers,
  is,
}))
