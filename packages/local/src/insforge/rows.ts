import jwt from 'jsonwebtoken'
import { UserError } from '../runtime/user-error.ts'

/** What it takes to write rows as a user of the app, or as an administrator. */
export interface RowsTarget {
  readonly gatewayUrl: string
  readonly databaseUrl: string
  readonly jwtSecret: string
  readonly apiKey: string
}

/** A row's owner, as the app's tokens have it. */
export interface Owner {
  readonly id: string
  readonly email: string
  readonly emailVerified: boolean
}

/** Rows by table. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/**
 * Writes rows through the gateway, one after the other. One whose `user_id` is an owner's email is
 * written with that user's token, so that its policies apply, and every other one with the API key.
 * Throws a UserError that names the row which was refused, and why.
 */
export async function writeRows(target: RowsTarget, rows: Rows, owners: readonly Owner[]) {
  for (const [table, list] of Object.entries(rows)) {
    for (const [index, row] of list.entries()) {
      const named = `${row.user_id}`.toLowerCase()
      const owner = owners.find(({ email }) => email === named)
      if (!owner && named.includes('@')) {
        throw refusal(`${table}.${index}.user_id`, 'no user of the seed has this email')
      }
      const token = owner ? tokenFor(owner, target) : target.apiKey
      const owned = owner ? { ...row, user_id: owner.id } : row
      const why = await insert(target, table, owned, token)
      if (why) throw refusal(`${table}.${index}`, why)
    }
  }
}

const refusal = (path: string, why: string) =>
  new UserError(`The seed was refused: rows.${path}: ${why}`)

function tokenFor({ id, email, emailVerified }: Owner, { jwtSecret }: RowsTarget): string {
  const claims = { sub: id, role: 'authenticated', ...(emailVerified && { email }) }
  return jwt.sign(claims, jwtSecret, { audience: 'insforge-api', expiresIn: 300 })
}

/** Why the row was refused; undefined when it was not. */
async function insert({ gatewayUrl }: RowsTarget, table: string, row: object, token: string) {
  const response = await fetch(`${gatewayUrl}/api/database/records/${encodeURIComponent(table)}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      prefer: 'return=minimal',
    },
    body: JSON.stringify([row]),
  })
  if (response.ok) return undefined
  const { message } = (await response.json()) as { message?: string }
  return message ?? `InsForge answered ${response.status}`
}
