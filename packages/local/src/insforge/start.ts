import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startChild } from '../runtime/child.ts'
import { freePort } from '../runtime/ports.ts'
import type { Supervisor } from '../runtime/supervisor.ts'
import type { Secrets } from '../state.ts'
import type { GatewayConfig } from './gateway/serve.ts'
import { runMigrations } from './migrations/run.ts'
import { startPostgres } from './postgres/server.ts'
import { startPostgrest } from './postgrest.ts'

/** What the local InsForge is made from. */
export interface InsForgeOptions {
  readonly stateDir: string
  readonly migrationsDir: string
  readonly gatewayUrl: string
  readonly secrets: Secrets
  readonly onProgress: (line: string) => void
}

/** Starts Postgres, brings the database up to date, starts PostgREST, and the gateway beside that.
 * Gives the superuser's connection string. */
export async function startInsForge(
  supervisor: Supervisor,
  options: InsForgeOptions,
): Promise<string> {
  const { secrets, stateDir, onProgress } = options
  const postgres = await freePort()
  const postgrestPort = await freePort()
  const adminPort = await freePort()
  const urlAs = (user: string, password: string) =>
    `postgres://${user}:${password}@127.0.0.1:${postgres}/postgres`
  const databaseUrl = urlAs('postgres', secrets.postgresPassword)
  const internalSecret = randomBytes(32).toString('hex')

  const gateway: GatewayConfig = {
    url: options.gatewayUrl,
    databaseUrl,
    postgrestPort,
    internalSecret,
    jwtSecret: secrets.jwtSecret,
    anonKey: secrets.anonKey,
    apiKey: secrets.apiKey,
  }
  const startGateway = () =>
    startChild(supervisor, 'gateway', new URL('gateway/serve.ts', import.meta.url), gateway)

  const startDatabase = async () => {
    onProgress('Starting Postgres')
    await supervisor.begin('postgres', () =>
      startPostgres(supervisor, { stateDir, port: postgres, password: secrets.postgresPassword }),
    )
    onProgress('Bringing the database up to date')
    await prepareDatabase(databaseUrl, secrets, options.migrationsDir)
    onProgress('Starting PostgREST')
    const postgrest = {
      port: postgrestPort,
      adminPort,
      databaseUrl: urlAs('authenticator', secrets.authenticatorPassword),
      secret: internalSecret,
      cwd: join(stateDir, 'insforge'),
    }
    await supervisor.begin('postgrest', () => startPostgrest(supervisor, postgrest))
  }
  await Promise.all([startDatabase(), supervisor.begin('gateway', startGateway)])
  return databaseUrl
}

/** Gives the database InsForge's shape unless it has it, and applies the migrations. */
async function prepareDatabase(
  url: string,
  { authenticatorPassword }: Secrets,
  migrationsDir: string,
): Promise<void> {
  // What is set here is not read from the caller's PGSSLMODE and PGOPTIONS.
  const own = { ssl: false, options: '-c search_path=public' }
  const client = new pg.Client({ connectionString: url, ...own })
  await client.connect()
  try {
    const { rowCount } = await client.query("select from pg_namespace where nspname = 'system'")
    if (!rowCount) {
      const sql = readFileSync(new URL('bootstrap.sql', import.meta.url), 'utf8')
      const password = client.escapeLiteral(authenticatorPassword)
      // Several statements in one query are one transaction.
      await client.query(sql.replace(":'authenticator_password'", () => password))
    }
    await runMigrations(client, migrationsDir)
  } finally {
    await client.end()
  }
}
