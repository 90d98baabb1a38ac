import type { ClientBase } from 'pg'
import { InsForgeError } from '../errors.ts'
import { refusal } from './refusals.ts'

/** One migration, from a file or a request. */
export interface Migration {
  /** 1 to 64 digits; compared as a number. */
  readonly version: string
  readonly name: string
  readonly sql: string
}

/** A migration as InsForge answers it once it is applied. */
export interface AppliedMigration {
  readonly version: string
  readonly name: string
  readonly statements: readonly string[]
  readonly createdAt: Date
}

/** Runs a migration as InsForge does: refusals first, then one transaction, as project_admin, and
 * only when its version is newer than every applied one. Throws an InsForgeError for a refusal and
 * what Postgres answers for SQL that fails; nothing of it stays then. */
export async function applyMigration(
  client: ClientBase,
  { version, name, sql }: Migration,
): Promise<AppliedMigration> {
  if (sql === '') throw new InsForgeError(400, 'INVALID_INPUT', 'Migration SQL is required')
  const refused = await refusal(sql)
  if (refused) throw new InsForgeError(403, 'FORBIDDEN', refused)

  await client.query('begin')
  try {
    await client.query("select pg_advisory_xact_lock(hashtext('system.custom_migrations'))")
    await assertNewer(client, version)
    await runAsProjectAdmin(client, sql)
    const { rows } = await client.query<AppliedMigration>(
      `insert into system.custom_migrations (version, name, statements) values ($1, $2, $3)
       returning version, name, statements, created_at as "createdAt"`,
      [version, name, [sql]],
    )
    await client.query("notify pgrst, 'reload schema'")
    await client.query('commit')
    return rows[0] as AppliedMigration
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

async function assertNewer(client: ClientBase, version: string): Promise<void> {
  const { rows } = await client.query<{ newest: string | null }>(
    'select max(version::numeric)::text as newest from system.custom_migrations',
  )
  const newest = rows[0]?.newest
  if (newest && BigInt(version) <= BigInt(newest)) {
    throw new InsForgeError(
      409,
      'DATABASE_MIGRATION_ALREADY_EXISTS',
      'Migration version must be newer than the latest applied migration.',
    )
  }
}

async function runAsProjectAdmin(client: ClientBase, sql: string): Promise<void> {
  await client.query('set local search_path to public')
  await client.query('set local role project_admin')
  await client.query(`select set_config('request.jwt.claims', '{"role":"project_admin"}', true)`)
  await client.query(sql)
  await client.query('reset role')
}
