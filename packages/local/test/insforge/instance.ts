import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { perFile } from '../per.ts'
import { migrationsDir, start } from '../runtime/fixture.ts'
import { tempFolder } from '../temp.ts'
import { type Answer, from, sendTo } from './client.ts'
import { copyEmptyState } from './empty-state.ts'

/** An InsForge for one test file, with migrations of its own. */
export interface Instance {
  readonly url: string
  readonly databaseUrl: string
  readonly jwtSecret: string
  readonly anonKey: string
  readonly apiKey: string
  /** The superuser's connection. */
  readonly database: pg.Client
  send(
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: unknown,
  ): Promise<Answer>
  stop(): Promise<void>
}

/** Starts one with the repository's migrations and, after those, the given ones: file name and SQL. */
export async function startInstance(
  migrations: Readonly<Record<string, string>> = {},
): Promise<Instance> {
  const folder = tempFolder()
  const files = join(folder.path, 'migrations')
  cpSync(migrationsDir, files, { recursive: true })
  for (const [name, sql] of Object.entries(migrations)) writeFileSync(join(files, name), sql)

  const state = join(folder.path, 'state')
  copyEmptyState(state)
  const local = await start(state, { migrationsDir: files })
  const databaseUrl = from(local.env, 'DATABASE_URL')
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  return {
    url: local.gatewayUrl,
    databaseUrl,
    jwtSecret: from(local.env, 'INSFORGE_JWT_SECRET'),
    anonKey: from(local.env, 'INSFORGE_ANON_KEY'),
    apiKey: from(local.env, 'INSFORGE_API_KEY'),
    database,
    send: (...request) => sendTo(local.gatewayUrl, ...request),
    async stop() {
      await database.end()
      await local.stop()
      folder.remove()
    },
  }
}

/** One for all tests of a file. */
export function instancePerFile(migrations: Readonly<Record<string, string>> = {}): Instance {
  return perFile(
    () => startInstance(migrations),
    (instance) => instance.stop(),
  )
}
