import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { webhookAddress } from './emulator/webhooks.ts'
import { watchMigrations } from './insforge/migrations/watch.ts'
import { resetTables } from './insforge/reset-tables.ts'
import { databaseUrlOf, startInsForge } from './insforge/start.ts'
import type { KnownProvider } from './providers/index.ts'
import type { ProviderContext } from './providers/provider.ts'
import type { EmulatorConfig } from './providers/serve.ts'
import { haveNoUsers, resetEmulators } from './reset.ts'
import { startChild } from './runtime/child.ts'
import { assertPortFree, freePort } from './runtime/ports.ts'
import { Supervisor } from './runtime/supervisor.ts'
import type { CheckedSeed } from './seed.ts'
import { claimState, explainFileError, loadSecrets, removeState } from './state.ts'

/** An app that InsForge and an emulator are for. */
export interface ServedApp {
  /** Whose emulator it talks to. */
  readonly provider: KnownProvider
  /** Where it will answer, for example `http://localhost:3000`. */
  readonly appUrl: string
  /** The emulator's port on 127.0.0.1; 0 takes any free one. Default: the provider's own. */
  readonly emulatorPort?: number | undefined
  /** The app's folder, for what it has of the provider's, such as Auth0's Action. */
  readonly appDir?: string | undefined
  /** Where it takes webhooks, an address of this machine; left out, none are sent. */
  readonly webhookUrl?: string | undefined
}

/** What to start and where. */
export interface TogetherOptions {
  /** One app for each provider at most; none for InsForge alone. */
  readonly apps: readonly ServedApp[]
  /** What a second start on the same state is told runs here. */
  readonly what: string
  /** Rows, users, keys and pidfiles live below this folder. */
  readonly stateDir: string
  /** The SQL files to apply, in InsForge's naming. */
  readonly migrationsDir: string
  /** The gateway's port on 127.0.0.1; 0 takes any free one. Default: 7130. */
  readonly gatewayPort?: number | undefined
  /** Throws the state away first. */
  readonly fresh?: boolean
  /** What a state without users begins with, and what a reset goes back to; for one app. */
  readonly seed?: CheckedSeed | undefined
  /** Has new migrations applied as they appear, and gets a line about each. */
  readonly onMigration?: (line: string) => void
  /** Called with one short line whenever something takes time. */
  readonly onProgress?: (line: string) => void
  /** Gives up a start that is under way; what was started is stopped. */
  readonly signal?: AbortSignal
}

/** What an app needs to know to run. */
export interface RunningApp extends ServedApp {
  readonly emulatorUrl: string
  /** Every provider variable that the example reads. */
  readonly env: Readonly<Record<string, string>>
}

/** One InsForge and the emulators over it, running. */
export interface Together {
  readonly apps: readonly RunningApp[]
  /** `INSFORGE_URL`, `INSFORGE_JWT_SECRET`, `INSFORGE_ANON_KEY`, `INSFORGE_API_KEY`, `DATABASE_URL` and
   * `NEXT_PUBLIC_INSFORGE_URL`. */
  readonly env: Readonly<Record<string, string>>
  readonly gatewayUrl: string
  /** Process ids by part: postgres, postgrest, gateway and the emulators; those of now, also after a
   * restart. */
  readonly pids: Readonly<Record<string, number>>
  /** Resolves with what happened when a part ends that was not stopped. */
  readonly failed: Promise<Error>
  /** Whether there is a seed that was not applied, because the state had users. */
  readonly seedWaits: boolean
  /** Goes back to the state of a fresh start: the seed's users and rows and no others, and no sessions.
   * Secrets and keys stay. Throws a UserError when a row is refused. */
  reset(): Promise<void>
  /** Ends a part, if it has not ended, and starts it again on the same port. */
  restart(part: string): Promise<void>
  /** Stops everything that was started; safe to call twice. */
  stop(): Promise<void>
}

/** Starts one InsForge and an emulator for each app, and resolves when all of them answer. Otherwise
 * stops what it started and throws, a UserError where the message says all: another run holds the
 * state folder, a port is taken, a migration is refused, webhooks would leave this machine, a part
 * does not start. */
export async function startTogether(options: TogetherOptions): Promise<Together> {
  const stateDir = resolve(options.stateDir)
  const { apps, signal } = options
  const unlock = claimState(stateDir, options.what)
  let stopping: Promise<void> | undefined
  let supervisor: Supervisor | undefined
  let endWatch: (() => Promise<void>) | undefined
  const stop = () => {
    stopping ??= Promise.resolve(endWatch?.())
      .then(() => supervisor?.stop())
      .finally(unlock)
    return stopping
  }
  signal?.addEventListener('abort', stop)
  try {
    const emulators = apps.map((app) => emulatorPart(app, apps))
    supervisor = new Supervisor(stateDir, ['postgres', 'postgrest', 'gateway', ...emulators])
    await supervisor.endLeftovers()
    const running = await startParts(supervisor, stateDir, options)
    signal?.throwIfAborted()
    endWatch = watch(supervisor, running.env.DATABASE_URL, options)
    const { failed, pids } = supervisor
    return { ...running, pids, failed, restart: supervisor.restart.bind(supervisor), stop }
  } catch (error) {
    await stop()
    throw explainFileError(error, stateDir)
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/** What the emulator of an app is called among the parts. */
function emulatorPart({ provider }: ServedApp, apps: readonly ServedApp[]): string {
  return apps.length === 1 ? 'emulator' : `emulator-${provider.name}`
}

async function startParts(supervisor: Supervisor, stateDir: string, options: TogetherOptions) {
  const { migrationsDir, onProgress = () => {} } = options
  if (options.fresh) removeState(stateDir)
  const wanted = options.gatewayPort ?? 7130
  const gatewayPort = await portFor('gateway', 'InsForge', wanted)
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`
  const { secrets, secretsOf } = loadSecrets(stateDir)
  const { jwtSecret, apiKey } = secrets
  const databaseUrl = databaseUrlOf(await freePort(), secrets)
  const begin = { gatewayUrl, databaseUrl, jwtSecret, apiKey, seed: options.seed }
  const emulators: Emulation[] = []
  for (const app of options.apps) {
    const values = {
      secrets: secretsOf(app.provider),
      insforgeJwtSecret: jwtSecret,
      stateDir: join(stateDir, 'emulator'),
    }
    emulators.push(await emulate(app, values, begin))
  }

  const insforge = { stateDir, migrationsDir, gatewayUrl, databaseUrl, secrets, onProgress }
  await Promise.all([
    startInsForge(supervisor, insforge),
    ...emulators.map(({ app, config }) => {
      const part = emulatorPart(app, options.apps)
      return supervisor.begin(part, () => startChild(supervisor, part, emulatorEntry, config))
    }),
  ])
  const env = {
    INSFORGE_URL: gatewayUrl,
    NEXT_PUBLIC_INSFORGE_URL: gatewayUrl,
    INSFORGE_JWT_SECRET: jwtSecret,
    INSFORGE_ANON_KEY: secrets.anonKey,
    INSFORGE_API_KEY: apiKey,
    DATABASE_URL: databaseUrl,
  }
  const running = emulators.map(({ app }) => app)
  const urls = running.map(({ emulatorUrl }) => emulatorUrl)
  const reset = () => (urls.length > 0 ? resetEmulators(urls) : resetTables(databaseUrl))
  const seedWaits = options.seed !== undefined && !(await haveNoUsers(urls))
  if (options.seed && !seedWaits) await reset()
  return { env, gatewayUrl, apps: running, seedWaits, reset }
}

/** Has new migrations applied, if they are wanted; gives what ends it. */
function watch(supervisor: Supervisor, databaseUrl: string, options: TogetherOptions) {
  const { migrationsDir, onMigration: onLine } = options
  const onMigrated = () => supervisor.tell('gateway', { migrated: true })
  return onLine && watchMigrations({ databaseUrl, migrationsDir, onMigrated, onLine })
}

const emulatorEntry = new URL('providers/serve.ts', import.meta.url)

interface Emulation {
  readonly app: RunningApp
  readonly config: EmulatorConfig
}

async function emulate(
  app: ServedApp,
  values: Pick<ProviderContext, 'secrets' | 'insforgeJwtSecret' | 'stateDir'>,
  begin: EmulatorConfig['begin'],
): Promise<Emulation> {
  const { provider, appUrl, appDir, webhookUrl } = app
  if (webhookUrl !== undefined) webhookAddress(webhookUrl)
  const wanted = app.emulatorPort ?? provider.port
  const port = await portFor('emulator', `${provider.title} emulator`, wanted)
  mkdirSync(values.stateDir, { recursive: true })
  const emulatorUrl = `http://127.0.0.1:${port}`
  const context = { emulatorUrl, appUrl, appDir, webhookUrl, ...values }
  return {
    app: { ...app, emulatorUrl, env: provider.environment(context) },
    config: { provider: provider.name, context, begin },
  }
}

async function portFor(part: string, what: string, wanted: number): Promise<number> {
  if (wanted === 0) return freePort()
  await assertPortFree(wanted, what, `Free it, or choose another one with --${part}-port.`)
  return wanted
}
