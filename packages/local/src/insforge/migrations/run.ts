import type { ClientBase } from 'pg'
import { UserError } from '../../runtime/user-error.ts'
import { applyMigration } from './apply.ts'
import { type MigrationFile, readMigrations } from './files.ts'

/** Brings the database up to date with a folder. Throws a UserError that names the file: one that was
 * changed after it was applied, one that InsForge refuses, one whose SQL fails. */
export async function runMigrations(client: ClientBase, folder: string): Promise<void> {
  const applied = await readApplied(client)
  for (const file of readMigrations(folder)) {
    const sql = applied.get(BigInt(file.version))
    if (sql === undefined) await applyFile(client, file)
    else if (sql !== file.sql) {
      throw new UserError(
        `${file.path} was changed after it was applied. Put the change into a new, newer file, or start over with --fresh (which throws the rows away).`,
      )
    }
  }
}

async function readApplied(client: ClientBase): Promise<Map<bigint, string>> {
  const { rows } = await client.query<{ version: string; sql: string }>(
    "select version, array_to_string(statements, ';') as sql from system.custom_migrations",
  )
  return new Map(rows.map(({ version, sql }) => [BigInt(version), sql]))
}

async function applyFile(client: ClientBase, file: MigrationFile): Promise<void> {
  try {
    await applyMigration(client, file)
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new UserError(`${file.path} was not applied: ${error.message}${at(error, file)}`)
  }
}

/** Where in the file: Postgres counts characters from 1. */
function at(error: Error & { position?: string }, { sql }: MigrationFile): string {
  if (error.position === undefined) return ''
  return ` (line ${sql.slice(0, Number(error.position)).split('\n').length})`
}
