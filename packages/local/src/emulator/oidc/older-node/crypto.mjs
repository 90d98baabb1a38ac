import { createHash } from 'node:crypto'

export * from 'node:crypto'

/** Node's own, since 20.12. */
export function hash(algorithm, data, encoding = 'hex') {
  const digest = createHash(algorithm).update(data)
  return encoding === 'buffer' ? digest.digest() : digest.digest(encoding)
}
