import { randomUUID } from 'node:crypto'
import { createClient } from '@insforge/sdk'
import { signToken } from '../client.ts'
import type { Instance } from '../instance.ts'

/** A user and the database as the SDK reaches it with their token. */
export type Person = ReturnType<typeof personIn>

/** Makes a user whom the database has not seen. */
export function personIn(
  { url, jwtSecret }: Instance,
  name: string,
  claims: { readonly [claim: string]: unknown } = {},
) {
  const id = `${name}|${randomUUID()}`
  return { id, database: databaseAs(url, signToken(jwtSecret, { sub: id, ...claims })) }
}

/** The database as the SDK reaches it with that token or key. */
export function databaseAs(baseUrl: string, accessToken: string) {
  const auth = { detectOAuthCallback: false }
  return createClient({ baseUrl, accessToken, auth, retryCount: 0, isServerMode: true }).database
}
