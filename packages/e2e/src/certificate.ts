import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** One value in DER: what it is, how long, and the value. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(parts)
  const { length } = value
  const long = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...(length < 128 ? [length] : long)]), value])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const hex = (digits: string) => Buffer.from(digits, 'hex')
const oid = (digits: string) => der(0x06, hex(digits))
const time = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(2, 14)}Z`))

const DAY = 86_400_000

/** A key and a certificate for `localhost`, in PEM, that no one but its owner has signed. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
  const host = Buffer.from('localhost')
  const name = sequence(der(0x31, sequence(oid('550403'), der(0x0c, host))))
  const alternativeName = sequence(oid('551d11'), der(0x04, sequence(der(0x82, host))))
  const certificate = sequence(
    der(0xa0, der(0x02, hex('02'))), // version 3
    der(0x02, hex('01'), randomBytes(8)),
    ecdsaWithSha256,
    name,
    sequence(time(Date.now() - DAY), time(Date.now() + DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternativeName)),
  )
  const signature = der(0x03, hex('00'), sign('sha256', certificate, privateKey))
  const base64 = sequence(certificate, ecdsaWithSha256, signature).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  }
}
