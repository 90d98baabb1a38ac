import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

type Part = 'header' | 'payload'

const decode = (text: string): object => JSON.parse(Buffer.from(text, 'base64url').toString())
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON Web Token with other claims in one of its parts, under the signature that it had. */
export function rewrite(token: string, part: Part, claims: object): string {
  const [header = '', payload = '', signature] = token.split('.')
  return part === 'header'
    ? [encode({ ...decode(header), ...claims }), payload, signature].join('.')
    : [header, encode({ ...decode(payload), ...claims }), signature].join('.')
}

/** A token with another character in the middle of one of the parts that dots keep apart. */
export function tamper(token: string, part: number): string {
  return token
    .split('.')
    .map((text, at) => (at === part ? replaceMiddle(text) : text))
    .join('.')
}

function replaceMiddle(text: string): string {
  const middle = Math.floor(text.length / 2)
  const other = text[middle] === 'A' ? 'B' : 'A'
  return `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`
}

/** A token that says that it needs no signature, and has none. */
export function withoutSignature(token: string): string {
  return rewrite(token, 'header', { alg: 'none' }).replace(/[^.]*$/, '')
}

/** The same token, signed with an unknown RSA key. */
export function signedByNobody(token: string): string {
  return signedByKey(newKey().privateKey, token)
}

/** The same, and the token brings along the key to check it with. */
export function withItsOwnKey(token: string): string {
  const { privateKey, publicKey } = newKey()
  const jwk = publicKey.export({ format: 'jwk' })
  return signedByKey(privateKey, rewrite(token, 'header', { jwk, kid: 'unknown' }))
}

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

function signedByKey(key: KeyObject, token: string): string {
  const content = token.slice(0, token.lastIndexOf('.'))
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`
}

/** A token that says what it is told to, signed with HS256 and this secret. */
export function signedWith(secret: string, claims: object): string {
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

/** What a token says, which nothing vouches for. */
export function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const [, payload = ''] = token.split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString())
}
