import { createHmac } from 'node:crypto'
import { bearer, now, signToken } from '../client.ts'
import type { Instance } from '../instance.ts'
import * as is from '../recorded/answers.ts'
import { ada, bob } from './fixture.ts'

type Headers = Record<string, string>

/** Somebody who is not Ada. Taken for Bob, for anon, or refused with that answer. */
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
function withHeader({ jwtSecret }: Instance, header: object, signature?: string): Headers {
  const text = `${base64(header)}.${base64(adasClaims())}`
  const mac = createHmac('sha256', jwtSecret).update(text).digest('base64url')
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

export const callers: readonly Caller[] = [
  { name: 'Bob', headers: bobs, is: 'bob' },
  { name: 'Bob without a role', headers: token({ sub: bob, role: undefined }), is: 'bob' },
  { name: 'Bob with an empty role', headers: token({ sub: bob, role: '' }), is: 'bob' },
  {
    name: 'Bob with a forged user_id in the token',
    headers: token({ sub: bob, ...forgedClaims }),
    is: 'bob',
  },
  {
    name: 'Bob with a forged user in headers and cookies',
    headers: (instance) => ({ ...bobs(instance), ...forgedHeaders }),
    is: 'bob',
  },
  { name: 'the anon key', headers: ({ anonKey }) => bearer(anonKey), is: 'anon' },
  { name: 'an anonymous token with a sub', headers: token({ sub: ada, role: 'anon' }), is: 'anon' },
  { name: 'no token', headers: () => ({}), is: is.noToken },
  {
    name: 'a wrong anon key',
    headers: () => bearer(`anon_${'0'.repeat(64)}`),
    is: is.wrongAnonKey,
  },
  { name: 'a wrong API key', headers: () => bearer(`ik_${'0'.repeat(64)}`), is: is.wrongApiKey },
  { name: 'no sub', headers: token({}), is: is.invalidSubject },
  ...['admin', 'postgres', 'Authenticated', 'service_role', ['authenticated']].map((role) => ({
    name: `the role ${JSON.stringify(role)}`,
    headers: token({ sub: ada, role }),
    is: is.invalidRole,
  })),
  { name: 'an expired token', headers: token({ sub: ada, exp: now() - 1 }), is: is.invalidToken },
  {
    name: 'a forged token',
    headers: () => bearer(signToken('another secret', { sub: ada })),
    is: is.invalidToken,
  },
  { name: 'a token that was tampered with', headers: tampered, is: is.invalidToken },
  {
    name: 'alg none, unsigned',
    headers: (instance) => withHeader(instance, { alg: 'none' }, ''),
    is: is.invalidToken,
  },
  {
    name: 'alg none, signed',
    headers: (instance) => withHeader(instance, { alg: 'none' }),
    is: is.invalidToken,
  },
  {
    name: 'alg HS512',
    headers: ({ jwtSecret }) => bearer(signToken(jwtSecret, { sub: ada }, { algorithm: 'HS512' })),
    is: is.invalidToken,
  },
]
