import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { UserError } from '../../runtime/user-error.ts'
import { applyMigration, type Migration } from './apply.ts'

/** A migration and the file that it came from. */
export interface MigrationFile extends Migration {
  readonly path: string
}

const naming = /^(\d{1,64})_([a-z0-9-]+)\.sql$/

/** The migrations of a folder, the oldest first. Throws a UserError for whatever InsForge's CLI
 * refuses: any other file in the folder, two of one version, a file without SQL. */
export function readMigrations(folder: string): readonly MigrationFile[] {
  const files = list(folder).map((file) => readMigration(folder, file))
  files.sort((a, b) => (BigInt(a.version) < BigInt(b.version) ? -1 : 1))
  files.forEach((file, index) => {
    const next = files[index + 1]
    if (next && BigInt(next.version) === BigInt(file.version)) {
      throw new UserError(`${file.path} and ${next.path} have the same version.`)
    }
  })
  return files
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new UserError(`The migrations cannot be read: ${(error as Error).message}`)
  }
}

function readMigration(folder: string, file: string): MigrationFile {
  const path = join(folder, file)
  const [, version, name] = naming.exec(file) ?? []
  if (version === undefined || name === undefined) {
    throw new UserError(
      `${path} is not named as InsForge wants it: <1-64 digits>_<a-z, 0-9 and hyphens>.sql, and nothing else in that folder.`,
    )
  }
  // InsForge trims what it is sent.
  return { version, name, path, sql: readFileSync(path, 'utf8').trim() }
}

/** How a folder's migrations are applied. */
export interface RunOptions {
  /** Leaves files alone that hold no SQL yet, comments aside. */
  readonly skipEmpty?: boolean
  /** Called after each file that was applied. */
  readonly onApplied?: (file: MigrationFile) => void
}

/** Brings the database up to date with a folder. Throws a UserError that names the file: one that was
 * changed after it was applied, one that InsForge refuses, one whose SQL fails. */
export async function runMigrations(
  client: ClientBase,
  folder: string,
  { skipEmpty = false, onApplied }: RunOptions = {},
): Promise<void> {
  const applied = await readApplied(client)
  for (const file of readMigrations(folder)) {
    const sql = applied.get(BigInt(file.version))
    if (sql === undefined) {
      if (skipEmpty && isEmpty(file)) continue
      await applyFile(client, file)
      onApplied?.(file)
    } else if (sql !== file.sql) {
      throw new UserError(
        `${file.path} was changed after it was applied. Put the change into a new, newer file, or start over with --fresh (which throws the rows away).`,
      )
    }
  }
}

const isEmpty = ({ sql }: MigrationFile) => /^\s*$/.test(sql.replace(/--.*|\/\*[\s\S]*?\*\//g, ''))

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
