import { randomInt } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** That many random letters and digits. */
export function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** An id of the form that Clerk gives out, for example `user_2bAVw…`. */
export function createId(prefix: string): string {
  return `${prefix}_${randomText(27)}`
}
