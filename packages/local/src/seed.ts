import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { newUserSchema } from './emulator/account-hooks.ts'
import { normaliseEmail } from './emulator/accounts.ts'
import type { KnownProvider } from './providers/index.ts'
import { UserError } from './runtime/user-error.ts'

const row = z.record(z.string(), z.json())

const seedSchema = z.strictObject({
  users: z.array(newUserSchema.extend({ id: z.string().optional() })).default([]),
  /** By table, in the order in which they are written. */
  rows: z.record(z.string(), z.array(row)).default({}),
})

/** Users and rows to begin with. */
export type Seed = z.input<typeof seedSchema>

/** The same, checked. */
export type CheckedSeed = z.output<typeof seedSchema>

/** The seed in a JSON file. Throws a UserError that names the file and the field. */
export function readSeed(path: string, provider: KnownProvider): CheckedSeed {
  try {
    return checkSeed(JSON.parse(readFileSync(path, 'utf8')), provider)
  } catch (error) {
    throw new UserError(`${path}: ${(error as Error).message}`)
  }
}

/** Checks a seed for that provider. Throws a UserError with a line for each wrong field. */
export function checkSeed(seed: unknown, { title, userId }: KnownProvider): CheckedSeed {
  const parsed = seedSchema
    .superRefine(({ users }, { addIssue }) => {
      const emails = users.map(({ email }) => normaliseEmail(email))
      users.forEach(({ id, email }, index) => {
        const wrong = (field: string, message: string) =>
          addIssue({ code: 'custom', path: ['users', index, field], message })
        if (id && !userId.test(id)) wrong('id', `is not an id of ${title}, which match ${userId}`)
        if (id && users.findIndex((user) => user.id === id) < index)
          wrong('id', 'is another user’s')
        if (emails.indexOf(normaliseEmail(email)) < index) wrong('email', 'is another user’s')
      })
    })
    .safeParse(seed)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => {
    return path.length > 0 ? `${path.join('.')}: ${message}` : message
  })
  throw new UserError(lines.join('\n'))
}
