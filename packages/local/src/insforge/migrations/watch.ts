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
  const watcher = watch(options.migrationsDir, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(() => applyNew(options))
    }, quietMs)
  })
  watcher.on('error', ({ message }) => options.onLine(`New migrations go unnoticed: ${message}`))
  return async () => {
    clearTimeout(timer)
    watcher.close()
    await running
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
