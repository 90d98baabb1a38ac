import jwt, { type JwtPayload } from 'jsonwebtoken'
import pg from 'pg'
import { inject } from 'vitest'

/** A variable of the shared InsForge. */
export function setting(name: string): string {
  const value = inject('insforge')[name]
  if (value === undefined) throw new Error(`${name} is not provided`)
  return value
}

/** A token as the starters sign it; claims set to undefined are left out. */
export function tokenFor(sub: unknown, claims: JwtPayload = {}): string {
  const payload = { sub, role: 'authenticated', exp: now() + 300, ...claims }
  return jwt.sign(JSON.parse(JSON.stringify(payload)), setting('INSFORGE_JWT_SECRET'))
}

export const now = () => Math.floor(Date.now() / 1_000)
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** What a request gets. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** Sends a request to the gateway; objects go as JSON, strings as they are (as JSON, too). */
export async function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${setting('INSFORGE_URL')}${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const { status } = response
  return { status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}

export const records = '/api/database/records'

/** Runs SQL as the superuser. */
export async function withDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: setting('DATABASE_URL') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
