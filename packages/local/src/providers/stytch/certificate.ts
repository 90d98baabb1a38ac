import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { publicJwks, type SigningKey } from '../../emulator/signing-keys.ts'

/** The public halves of the keys as Stytch publishes them: with their use, and with a certificate
 * that each has signed for itself. */
export function stytchJwks(keys: readonly SigningKey[]) {
  const certificates = keys.map(certificateOf)
  return publicJwks(keys).keys.map((jwk, index) => {
    const der = certificates[index] ?? Buffer.alloc(0)
    return {
      ...jwk,
      key_ops: ['verify'],
      x5c: [der.toString('base64')],
      'x5t#S256': createHash('sha256').update(der).digest('base64url'),
    }
  })
}

/** A piece of DER (ITU-T X.690), made of its tag and of what is in it. */
function der(tag: number, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)))
  const size = body.length.toString(16)
  const bytes = Buffer.from(size.padStart(size.length + (size.length % 2), '0'), 'hex')
  const length = body.length < 128 ? bytes : Buffer.from([128 + bytes.length, ...bytes])
  return Buffer.concat([Buffer.from([tag]), length, body])
}

const sequence = (...content: readonly Buffer[]) => der(0x30, ...content)

/** sha256WithRSAEncryption (RFC 8017), and common name (X.520). */
const algorithm = sequence(Buffer.from('06092a864886f70d01010b0500', 'hex'))
const commonName = Buffer.from('0603550403', 'hex')
const name = sequence(der(0x31, sequence(commonName, der(0x0c, 'local emulator'))))
/** From 2025 on, without an end (RFC 5280, section 4.1.2.5). */
const validity = sequence(der(0x17, '250101000000Z'), der(0x18, '99991231235959Z'))

/** A certificate of X.509, version 1; the same one each time. */
function certificateOf({ privateJwk }: SigningKey): Buffer {
  const key = createPrivateKey({ key: { ...privateJwk }, format: 'jwk' })
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const serial = der(0x02, Buffer.from([1]))
  const content = sequence(serial, algorithm, name, validity, name, publicKey)
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, key))
  return sequence(content, algorithm, signature)
}
