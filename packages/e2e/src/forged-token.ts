import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Forge } from './driver.ts'

type Part = 'header' | 'payload'

const decode = (text: string): object => JSON.parse(Buffer.from(text, 'base64url').toString())
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What a token says, which nothing vouches for. */
export const claimsOf = (token: string) =>
  decode(token.split('.')[1] ?? '') as Readonly<Record<string, unknown>>

/** A JSON Web Token with other claims in one of its parts, under the signature that it had. */
export function rewrite(token: string, part: Part, claims: object): string {
  const [header = '', payload = '', signature] = token.split('.')
  return part === 'header'
    ? [encode({ ...decode(header), ...claims }), payload, signature].join('.')
    : [header, encode({ ...decode(payload), ...claims }), signature].join('.')
}

/** Another character in the middle of one of the parts that a mark keeps apart. */
export function tamper(token: string, part: number, mark = '.'): string {
  const parts = token.split(mark)
  const text = parts[part] ?? ''
  const middle = Math.floor(text.length / 2)
  const other = text[middle] === '0' ? '1' : '0'
  parts[part] = `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`
  return parts.join(mark)
}

/** A token that says that it needs no signature, and has none. */
export const withoutSignature = (token: string) =>
  rewrite(token, 'header', { alg: 'none' }).replace(/[^.]*$/, '')

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

function signedByKey(key: KeyObject, token: string): string {
  const content = token.slice(0, token.lastIndexOf('.'))
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`
}

/** The same token, signed with an unknown RSA key. */
export const signedByUnknownKey = (token: string) => signedByKey(newKey().privateKey, token)

/** The same, and the token brings along the key to check it with. */
export function withItsOwnKey(token: string): string {
  const { privateKey, publicKey } = newKey()
  const jwk = publicKey.export({ format: 'jwk' })
  return signedByKey(privateKey, rewrite(token, 'header', { jwk, kid: 'unknown' }))
}

/** A token that says what it is told to, signed with HS256 and this secret. */
export function signedWith(secret: string, claims: object): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

/** The middle of a text that was cut, and its end. */
export const cuts: Readonly<Record<string, (text: string) => string>> = {
  'that is cut in half': (text) => text.slice(0, text.length / 2),
  'that lacks its end': (text) => text.slice(0, -10),
}

/** What can be wrong with the JSON Web Token of any provider. */
const tokens: Readonly<Record<string, (token: string) => string>> = {
  'that is no token': () => 'garbage',
  'of three parts that are nothing': () => 'a.b.c',
  'that is five thousand characters long': () => 'a'.repeat(5_000),
  ...cuts,
  'with another header': (token) => tamper(token, 0),
  'with other contents': (token) => tamper(token, 1),
  'with another signature': (token) => tamper(token, 2),
  'without a signature': withoutSignature,
  'signed with another key': signedByUnknownKey,
  'of another key': (token) => rewrite(token, 'header', { kid: 'unknown' }),
  'that lasts longer': (token) => rewrite(token, 'payload', { exp: 4_000_000_000 }),
}

/** Sessions with a text in them that was changed, by what is wrong with it. */
export const forgeWith = (
  changes: Readonly<Record<string, (text: string) => string>>,
  edit: (change: (text: string) => string) => Forge,
): Readonly<Record<string, Forge>> =>
  Object.fromEntries(Object.entries(changes).map(([what, change]) => [what, edit(change)]))

/** The same for a session that is a JSON Web Token. */
export const forgeTokens = (edit: (change: (token: string) => string) => Forge) =>
  forgeWith(tokens, edit)
