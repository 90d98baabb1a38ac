import type { Pool } from 'pg'
import { InsForgeError } from '../errors.ts'
import { applyMigration, type Migration } from '../migrations/apply.ts'
import { assertAdmin, type Credentials } from './caller.ts'
import type { EmptyStrings } from './columns.ts'
import { type Handler, type Route, route } from './route.ts'

/** The routes that only administrators may use: migrations and secrets. */
export function adminRoutes(
  credentials: Credentials,
  jwtSecret: string,
  pool: Pool,
  emptyStrings: EmptyStrings,
): readonly Route[] {
  const guarded =
    (handle: Handler): Handler =>
    (incoming, ...others) => {
      assertAdmin(incoming.headers, credentials)
      return handle(incoming, ...others)
    }

  return [
    route(
      'POST',
      '/api/database/migrations',
      guarded(async (_, body) => {
        const migration = parseMigration(body)
        const client = await pool.connect()
        try {
          const applied = await applyMigration(client, migration)
          emptyStrings.forget()
          return { status: 201, body: { ...applied, message: 'Migration executed successfully' } }
        } finally {
          client.release()
        }
      }),
    ),
    route(
      'GET',
      '/api/database/migrations',
      guarded(async () => {
        const { rows } = await pool.query(
          `select version, name, statements, created_at as "createdAt"
           from system.custom_migrations order by version::numeric desc`,
        )
        return { body: { migrations: rows } }
      }),
    ),
    route(
      'GET',
      '/api/secrets/:name',
      guarded((_incoming, _body, key) => {
        if (key === 'JWT_SECRET') return { body: { key, value: jwtSecret } }
        throw new InsForgeError(404, 'SECRET_NOT_FOUND', `Secret not found: ${key}`)
      }),
    ),
  ]
}

/** InsForge's checks (shared-schemas, createMigrationRequestSchema). */
function parseMigration(body: unknown): Migration {
  const fields = Object(body) as Record<string, unknown>
  const text = (field: string) => (typeof fields[field] === 'string' ? fields[field].trim() : '')
  const [version, name, sql] = [text('version'), text('name'), text('sql')]
  const checks: readonly (readonly [isFine: boolean, field: string, message: string])[] = [
    [
      /^\d{1,64}$/.test(version),
      'version',
      'Migration version must be a numeric string of at most 64 digits (e.g. 0001 or 20260418091500).',
    ],
    [name !== '', 'name', 'Migration name is required'],
    [/^[a-z0-9-]*$/.test(name), 'name', 'Use lowercase letters, numbers, and hyphens only.'],
    [sql !== '', 'sql', 'Migration SQL is required'],
  ]
  const issues = checks.filter(([isFine]) => !isFine)
  if (issues.length === 0) return { version, name, sql }
  const [only] = issues.length === 1 ? issues : []
  const message = only?.[2] ?? issues.map(([, field, text]) => `${field}: ${text}`).join(', ')
  throw new InsForgeError(400, 'INVALID_INPUT', message)
}
