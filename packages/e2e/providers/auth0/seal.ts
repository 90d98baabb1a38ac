import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** How Auth0's SDK encrypts its cookies: a compact JWE with AES-256-GCM, keyed from AUTH0_SECRET. */
const ALGORITHM = 'aes-256-gcm'

export const header = encode(Buffer.from('{"enc":"A256GCM","alg":"dir"}'))

/** Encrypts claims as the SDK would with this secret. */
export function seal(claims: object, secret: string, protectedHeader = header): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv(ALGORITHM, keyOf(secret), iv).setAAD(Buffer.from(protectedHeader))
  const text = Buffer.concat([cipher.update(JSON.stringify(claims)), cipher.final()])
  return [protectedHeader, '', ...[iv, text, cipher.getAuthTag()].map(encode)].join('.')
}

/** What is in such a cookie; throws when it was not sealed with this secret. */
export function unseal(cookie: string, secret: string): Record<string, unknown> {
  const [protectedHeader = '', , iv = '', text = '', tag = ''] = cookie.split('.')
  const decipher = createDecipheriv(ALGORITHM, keyOf(secret), Buffer.from(iv, 'base64url'))
    .setAAD(Buffer.from(protectedHeader))
    .setAuthTag(Buffer.from(tag, 'base64url'))
  const json = Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()])
  return JSON.parse(json.toString()) as Record<string, unknown>
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'JWE CEK', 32))
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64url')
}
