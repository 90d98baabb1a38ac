import jwt, { type JwtPayload } from 'jsonwebtoken'
import pg from 'pg'
import { inject } from 'vitest'

/** A variable of the shared InsForge. */
export function setting(name: string): string {
  return from(inject('insforge'), name)
}

/** A token as the starters sign it; claims set to undefined are left out. */
export function tokenFor(sub: unknown, claims: JwtPayload = {}): string {
  return signToken(setting('INSFORGE_JWT_SECRET'), { sub, ...claims })
}

/** The same, signed with that secret. */
export function signToken(
  secret: string,
  claims: { readonly [claim: string]: unknown },
  options?: jwt.SignOptions,
): string {
  const payload = { role: 'authenticated', exp: now() + 300, ...claims }
  return jwt.sign(JSON.parse(JSON.stringify(payload)), secret, options)
}

export const now = () => Math.floor(Date.now() / 1_000)
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
export const records = '/api/database/records'
export const rpc = '/api/database/rpc'

/** What a request gets. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  /** The body as it came. */
  readonly text: string
  readonly headers: Headers
}

/** Sends a request to the shared gateway; objects go as JSON, strings and bytes as they are (as JSON,
 * too, unless the headers say otherwise). */
export function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answer> {
  return sendTo(setting('INSFORGE_URL'), method, path, headers, body)
}

/** The same, to the gateway there. */
export async function sendTo(
  baseUrl: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const { status } = response
  const parsed = text === '' ? undefined : JSON.parse(text)
  return { status, headers: response.headers, text, body: parsed }
}

function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array
}

/** Runs SQL as the superuser of the shared InsForge. */
export async function withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: setting('DATABASE_URL') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A variable that must be there. */
export function from(env: Readonly<Record<string, string>>, name: string): string {
  const value = env[name]
  if (value === undefined) throw new Error(`${name} is not provided`)
  return value
}
