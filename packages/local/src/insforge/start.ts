import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../runtime/child.ts'
import { freePort } from '../runtime/ports.ts'
import type { Supervisor } from '../runtime/supervisor.ts'
import type { Secrets } from '../state.ts'
import { connect } from './connect.ts'
import type { GatewayConfig } from './gateway/serve.ts'
import { runMigrations } from './migrations/run.ts'
import { startPostgres } from './postgres/server.ts'
import { findPostgrest, startPostgrest } from './postgrest.ts'

/** What the local InsForge is made from. */
export interface InsForgeOptions {
  readonly stateDir: string
  readonly migrationsDir: string
  readonly gatewayUrl: string
  /** The superuser's connection string, with the port that Postgres gets. */
  readonly databaseUrl: string
  readonly secrets: Secrets
  readonly onProgress: (line: string) => void
}

/** The superuser's connection string for a Postgres on that port. */
export const databaseUrlOf = (port: number, { postgresPassword }: Secrets) =>
  `postgres://postgres:${postgresPassword}@127.0.0.1:${port}/postgres`

/** Starts Postgres, brings the database up to date, starts PostgREST, and the gateway beside that. */
export async function startInsForge(
  supervisor: Supervisor,
  options: InsForgeOptions,
): Promise<void> {
  const { secrets, stateDir, databaseUrl, onProgress } = options
  const program = findPostgrest()
  const postgrestPort = await freePort()
  const adminPort = await freePort()
  const port = Number(new URL(databaseUrl).port)
  const asAuthenticator = new URL(databaseUrl)
  asAuthenticator.username = 'authenticator'
  asAuthenticator.password = secrets.authenticatorPassword
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
      startPostgres(supervisor, { stateDir, port, password: secrets.postgresPassword }),
    )
    onProgress('Bringing the database up to date')
    await prepareDatabase(databaseUrl, secrets, options.migrationsDir)
    onProgress('Starting PostgREST')
    const postgrest = {
      program,
      port: postgrestPort,
      adminPort,
      databaseUrl: asAuthenticator.href,
      secret: internalSecret,
      cwd: join(stateDir, 'insforge'),
    }
    await supervisor.begin('postgrest', () => startPostgrest(supervisor, postgrest))
  }
  await Promise.all([startDatabase(), supervisor.begin('gateway', startGateway)])
}

/** Gives the database InsForge's shape unless it has it, and applies the migrations. */
async function prepareDatabase(
  url: string,
  { authenticatorPassword }: Secrets,
  migrationsDir: string,
): Promise<void> {
  const client = await connect(url)
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
