import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createClient } from '@insforge/sdk'
import { bearer, signToken } from '../client.ts'
import type { Instance } from '../instance.ts'

/** Where the patterns are. */
export const patternsFolder = new URL('../../../../../sql/patterns/', import.meta.url)

/** The patterns as they are, named as a user would name them among their migrations. */
export const patternFiles: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(patternsFolder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file, index) => [
      `${20261102000000 + index}_${file}`,
      readFileSync(new URL(file, patternsFolder), 'utf8'),
    ]),
)

export const ada = 'patterns|ada'
export const bob = 'patterns|bob'
export type Who = 'ada' | 'bob' | 'anon' | 'admin' | 'no token'

/** The headers of each of them. */
export function headersOf(who: Who, { jwtSecret, anonKey, apiKey }: Instance) {
  const prefer = { prefer: 'return=representation' }
  const tokens = {
    ada: () => signToken(jwtSecret, { sub: ada }),
    bob: () => signToken(jwtSecret, { sub: bob }),
    anon: () => anonKey,
    admin: () => apiKey,
  }
  return who === 'no token' ? prefer : { ...prefer, ...bearer(tokens[who]()) }
}

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
