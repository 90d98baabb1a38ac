import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import jwt from 'jsonwebtoken'
import { InsForgeError } from '../errors.ts'

/** The caller, as the database will see it. */
export type Caller =
  | { readonly role: 'anon' | 'project_admin' }
  | { readonly role: 'authenticated'; readonly sub: unknown; readonly email: unknown }

/** What callers prove themselves with. */
export interface Credentials {
  /** Signs users' tokens: HS256 over the secret's UTF-8 bytes. A key object, because jsonwebtoken
   * tries to read a string as a PEM first, which takes longer than all the rest of a request. */
  readonly jwtKey: KeyObject
  readonly anonKey: string
  readonly apiKey: string
}

const checkToken = 'Check the token is valid or login to get a new token.'
const checkApiKey = 'Check the API key is valid or generate a new API key.'
const checkAdminToken = 'Check the admin token is valid or login as admin to get a new token.'

/** Identifies the caller by the shape of the credential; each kind fails by itself, none falls back to
 * another. Throws InsForge's 401 or 403. */
export function identifyCaller(headers: IncomingHttpHeaders, credentials: Credentials): Caller {
  const token = bearerToken(headers)
  const apiKey = apiKeyIn(headers)
  if (apiKey) return fromApiKey(apiKey, credentials)
  if (!token) {
    throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'No token provided', checkToken)
  }
  if (!token.startsWith('anon_')) return fromToken(token, credentials)
  if (isSame(token, credentials.anonKey)) return { role: 'anon' }
  throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'Invalid anon key', checkToken)
}

/** Lets administrators pass: the API key or a token of the role project_admin. */
export function assertAdmin(headers: IncomingHttpHeaders, credentials: Credentials): void {
  const token = bearerToken(headers)
  const apiKey = apiKeyIn(headers)
  if (apiKey) {
    fromApiKey(apiKey, credentials)
    return
  }
  if (!token) {
    throw new InsForgeError(401, 'AUTH_INVALID_CREDENTIALS', 'No admin token provided', checkToken)
  }
  if (verify(token, credentials).role !== 'project_admin') {
    throw new InsForgeError(403, 'AUTH_UNAUTHORIZED', 'Admin access required', checkAdminToken)
  }
}

/** What follows `Bearer` in the request's headers. */
export function bearerToken({ authorization }: IncomingHttpHeaders): string | undefined {
  return authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : undefined
}

/** The API key in the request's headers. */
export function apiKeyIn(headers: IncomingHttpHeaders): string | undefined {
  const token = bearerToken(headers)
  return token?.startsWith('ik_') ? token : headers['x-api-key']?.toString()
}

/** Makes the function that signs what PostgREST believes. Like InsForge, it re-mints: only sub, email
 * and role of a user's token go on, for five minutes; anon and project_admin have no sub at all. */
export function internalTokens(secret: string): (caller: Caller) => string {
  // Not by jsonwebtoken, whose checks of what is signed here anyway take longer than the signature.
  const header = base64url({ alg: 'HS256', typ: 'JWT' })
  const sign = (claims: object) => {
    const unsigned = `${header}.${base64url(claims)}`
    return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`
  }
  const fixed = (role: string) => sign({ role, iat: now() })
  const tokens = { anon: fixed('anon'), project_admin: fixed('project_admin') }
  return (caller) => {
    if (caller.role !== 'authenticated') return tokens[caller.role]
    const { sub, email, role } = caller
    const iat = now()
    return sign({ sub, email, role, iat, exp: iat + 300 })
  }
}

const now = () => Math.floor(Date.now() / 1_000)
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function fromApiKey(apiKey: string, credentials: Credentials): Caller {
  if (isSame(apiKey, credentials.apiKey)) return { role: 'project_admin' }
  throw new InsForgeError(401, 'AUTH_INVALID_API_KEY', 'Invalid API key', checkApiKey)
}

function fromToken(token: string, credentials: Credentials): Caller {
  const { sub, email, role } = verify(token, credentials)
  if (role === 'anon' || role === 'project_admin') return { role }
  if (role === 'authenticated') return { role, sub, email }
  throw new InsForgeError(403, 'AUTH_UNAUTHORIZED', 'Invalid user role claim')
}

function verify(token: string, { jwtKey }: Credentials): { [claim: string]: unknown } {
  const claims = verifiedClaims(token, jwtKey)
  if (!claims) throw new InsForgeError(401, 'AUTH_UNAUTHORIZED', 'Invalid token')
  if (!claims.sub) throw new InsForgeError(401, 'AUTH_UNAUTHORIZED', 'Invalid token subject')
  return { ...claims, role: claims.role || 'authenticated' }
}

function verifiedClaims(token: string, key: KeyObject): { [claim: string]: unknown } | undefined {
  try {
    const claims = jwt.verify(token, key, { algorithms: ['HS256'] })
    return typeof claims === 'object' ? claims : {}
  } catch {
    return undefined // InsForge does not tell why
  }
}

/** Compares without telling by its time how much was right. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
