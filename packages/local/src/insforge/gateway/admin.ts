import type { Pool } from 'pg'
import { InsForgeError } from '../insforge-error.ts'
import { applyMigration } from '../migrations/apply.ts'
import type { Migration } from '../migrations/migration.ts'
import { assertAdmin, type Credentials } from './caller.ts'
import type { EmptyStrings } from './columns.ts'
import { type Exchange, sendJson } from './exchange.ts'

/** Makes the handlers that only administrators may use: migrations and secrets. */
export function adminRoutes(
  credentials: Credentials,
  jwtSecret: string,
  pool: Pool,
  emptyStrings: EmptyStrings,
) {
  return {
    async createMigration({ request, response, body }: Exchange): Promise<void> {
      assertAdmin(request.headers, credentials)
      const migration = parseMigration(body)
      const client = await pool.connect()
      try {
        const applied = await applyMigration(client, migration)
        emptyStrings.forget()
        sendJson(response, 201, { ...applied, message: 'Migration executed successfully' })
      } finally {
        client.release()
      }
    },

    async listMigrations({ request, response }: Exchange): Promise<void> {
      assertAdmin(request.headers, credentials)
      const { rows } = await pool.query(
        `select version, name, statements, created_at as "createdAt"
         from system.custom_migrations order by version::numeric desc`,
      )
      sendJson(response, 200, { migrations: rows })
    },

    async secret({ request, response }: Exchange, key: string): Promise<void> {
      assertAdmin(request.headers, credentials)
      if (key !== 'JWT_SECRET') {
        throw new InsForgeError(404, 'SECRET_NOT_FOUND', `Secret not found: ${key}`)
      }
      sendJson(response, 200, { key, value: jwtSecret })
    },
  }
}

/** InsForge's checks (shared-schemas, createMigrationRequestSchema). */
function parseMigration(body: unknown): Migration {
  const fields = Object(body) as Record<string, unknown>
  const text = (field: string) => (typeof fields[field] === 'string' ? fields[field].trim() : '')
  const migration = { version: text('version'), name: text('name'), sql: text('sql') }
  const issues = [
    !/^\d{1,64}$/.test(migration.version) && [
      'version',
      'Migration version must be a numeric string of at most 64 digits (e.g. 0001 or 20260418091500).',
    ],
    !migration.name && ['name', 'Migration name is required'],
    !/^[a-z0-9-]*$/.test(migration.name) && [
      'name',
      'Use lowercase letters, numbers, and hyphens only.',
    ],
    !migration.sql && ['sql', 'Migration SQL is required'],
  ].filter((issue) => issue !== false)
  if (issues.length === 0) return migration
  const [only] = issues
  const message =
    issues.length === 1 ? only?.[1] : issues.map((issue) => issue.join(': ')).join(', ')
  throw new InsForgeError(400, 'INVALID_INPUT', message ?? 'Invalid migration request.')
}
