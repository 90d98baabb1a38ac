import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findSecrets } from '../src/find-secrets.ts'

const secret = `kept/to+ourselves?${randomBytes(12).toString('hex')}`
const secrets = { KEY: secret, OTHER: 'of which nothing is said' }

const planted: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
  'URL-encoded': encodeURIComponent,
}

describe('findSecrets', () => {
  it.each(Object.keys(planted))('finds a leak that was planted %s', (how) => {
    const leak = planted[how]?.(secret)
    expect(findSecrets(`<p>${leak}</p>`, secrets)).toContain(`KEY (${how})`)
  })

  it.each([0, 1, 2, 3])('finds it in the middle of something encoded, %i bytes in', (offset) => {
    const text = `${'x'.repeat(offset)}${secret}, and more`
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      const encoded = Buffer.from(text).toString(encoding)
      expect(findSecrets(encoded, secrets)).toContain(`KEY (${encoding})`)
    }
  })

  it('finds it in hex and URL-encoded in capitals, and with every character encoded', () => {
    const hex = Buffer.from(secret).toString('hex').toUpperCase()
    expect(findSecrets(hex, secrets)).toEqual(['KEY (hex)'])
    const every = hex.replaceAll(/../g, '%$&')
    expect(findSecrets(every, secrets)).toEqual(['KEY (URL-encoded)'])
  })

  it('finds nothing where there is nothing, and tells which secret it found', () => {
    expect(findSecrets(secret.slice(0, -1), secrets)).toEqual([])
    expect(findSecrets(randomBytes(10_000).toString('base64'), secrets)).toEqual([])
    expect(findSecrets(secrets.OTHER, secrets)).toEqual(['OTHER (raw)'])
  })

  it('refuses to look for what is too short to be told from chance', () => {
    expect(() => findSecrets('', { EMPTY: '' })).toThrow('EMPTY is too short')
  })
})
