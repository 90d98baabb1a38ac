/** Texts of which none may be seen, by what they are called. */
export type Secrets = Readonly<Record<string, string>>

/** Which secrets a text holds: raw, in base64, base64url, hex, or URL-encoded, each as `name (how)`. */
export function findSecrets(text: string, secrets: Secrets): string[] {
  const lower = text.toLowerCase()
  return Object.entries(secrets).flatMap(([name, secret]) => {
    if (secret.length < 8) throw new Error(`${name} is too short to be looked for`)
    const bytes = Buffer.from(secret)
    const found: Record<string, boolean> = {
      raw: text.includes(secret),
      base64: insideBase64(bytes, 'base64').some((part) => text.includes(part)),
      base64url: insideBase64(bytes, 'base64url').some((part) => text.includes(part)),
      hex: lower.includes(bytes.toString('hex')),
      'URL-encoded': urlEncoded(bytes).some((part) => lower.includes(part)),
    }
    return Object.keys(found)
      .filter((how) => found[how])
      .map((how) => `${name} (${how})`)
  })
}

/** How base64 writes these bytes at each of the three places where they can begin in a longer text;
 * characters that depend on what stands before or after are left out. */
function insideBase64(bytes: Buffer, encoding: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString(encoding)
    const first = Math.ceil((offset * 8) / 6)
    const end = Math.floor(((offset + bytes.length) * 8) / 6)
    return text.slice(first, end)
  })
}

/** As `encodeURIComponent` writes it, and with every byte encoded; in lower case. */
function urlEncoded(bytes: Buffer): string[] {
  const every = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const needed = encodeURIComponent(bytes.toString()).toLowerCase()
  return needed === bytes.toString().toLowerCase() ? [every] : [every, needed]
}
