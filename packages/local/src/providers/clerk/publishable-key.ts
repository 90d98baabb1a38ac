import { createHash } from 'node:crypto'

/** The host that the publishable key names. Nothing is ever asked of it: the app is told another
 * address. Clerk's SDKs want its ending, and the tokens say that it issued them. */
export const frontendApiHost = 'local-emulator-0.clerk.accounts.dev'

/** A key of a development instance: it is the Frontend API's host, in base64. */
export function publishableKey(host: string): string {
  return `pk_test_${Buffer.from(`${host}$`).toString('base64')}`
}

/** What Clerk's SDKs put behind the names of their cookies, so that two instances on one host do
 * not share them. */
export function cookieSuffix(key: string): string {
  return createHash('sha1').update(key).digest('base64url').slice(0, 8)
}
