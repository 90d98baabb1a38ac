import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)
const keyBytes = 32
// A quarter of Node's default: the accounts are a stand-in's, on one's own machine, and tests make
// hundreds.
const options = { N: 4096 }

/** A salted scrypt hash, as `salt.key` in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, keyBytes, options)
  return `${salt.toString('base64url')}.${key.toString('base64url')}`
}

/** Whether `hash`, from `hashPassword`, was made of that password. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [salt = '', key = ''] = hash.split('.')
  const expected = Buffer.from(key, 'base64url')
  const actual = await derive(password, Buffer.from(salt, 'base64url'), keyBytes, options)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}
