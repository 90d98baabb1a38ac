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
  readonly headers: Headers
}

/** Sends a request to the shared gateway; objects go as JSON, strings as they are (as JSON, too). */
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
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const { status } = response
  return { status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
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
