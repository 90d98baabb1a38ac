import { createHash, randomInt } from 'node:crypto'

/** The host that the publishable key names. Nothing is ever asked of it: the app is told another
 * address. Clerk's SDKs want its ending, and the tokens say that it issued them. */
export const frontendApiHost = 'local-emulator-0.clerk.accounts.dev'

/** The key of a development instance: it is the Frontend API's host, in base64. */
export const publishableKey = `pk_test_${Buffer.from(`${frontendApiHost}$`).toString('base64')}`

/** What Clerk's SDKs put behind the names of their cookies, so that two instances on one host do
 * not share them. */
export const cookieSuffix = createHash('sha1')
  .update(publishableKey)
  .digest('base64url')
  .slice(0, 8)

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** That many random letters and digits. */
export function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** An id of the form that Clerk gives out, for example `user_2bAVw…`. */
export const createId = (prefix: string) => `${prefix}_${randomText(27)}`
