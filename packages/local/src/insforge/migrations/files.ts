import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../../runtime/user-error.ts'
import type { Migration } from './migration.ts'

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
