import { watch } from 'node:fs'
import { connect } from '../connect.ts'
import { type MigrationFile, runMigrations } from './run.ts'

/** What watches a folder of migrations, and with what. */
export interface WatchOptions {
  readonly databaseUrl: string
  readonly migrationsDir: string
  /** Called when files were applied. */
  readonly onMigrated: () => void
  /** Gets one line for each file that was applied, and what is wrong with one that was not. */
  readonly onLine: (line: string) => void
}

/** How long a folder has to be quiet: editors write a file in several steps. */
const quietMs = 200

/**
 * Applies new files of the folder as they appear. A file without SQL is left alone: it is still being
 * written. Gives the function that ends it, once what it is at is done.
 */
export function watchMigrations(options: WatchOptions): () => Promise<void> {
  let running = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const applySoon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(() => applyNew(options))
    }, quietMs)
  }
  const watcher = tryToWatch(options, applySoon)
  return async () => {
    clearTimeout(timer)
    watcher?.close()
    await running
  }
}

/** Tells when it cannot be done, such as when the system watches too many files already. */
function tryToWatch({ migrationsDir, onLine }: WatchOptions, onChange: () => void) {
  const tell = (error: unknown) =>
    onLine(`New migrations go unnoticed: ${(error as Error).message}`)
  try {
    return watch(migrationsDir, onChange).on('error', tell)
  } catch (error) {
    tell(error)
    return undefined
  }
}

async function applyNew({ databaseUrl, migrationsDir, onMigrated, onLine }: WatchOptions) {
  try {
    const client = await connect(databaseUrl)
    const onApplied = ({ path }: MigrationFile) => onLine(`${path} was applied.`)
    await runMigrations(client, migrationsDir, { skipEmpty: true, onApplied }).finally(() =>
      client.end(),
    )
  } catch (error) {
    onLine((error as Error).message)
  } finally {
    onMigrated()
  }
}
