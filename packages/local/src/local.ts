import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startInsForge } from './insforge/start.ts'
import { startNodePart } from './process/node-part.ts'
import { assertPortFree, freePort } from './process/ports.ts'
import { Supervisor } from './process/supervisor.ts'
import type { Provider } from './providers/provider.ts'
import type { EmulatorConfig } from './providers/serve.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import { claimState, explainFileError, removeState } from './state.ts'

/** What to start and where. */
export interface LocalOptions {
  /** Whose emulator to start beside InsForge; left out for InsForge alone. */
  readonly provider?: Provider
  /** Rows, users, keys and pidfiles live below this folder. */
  readonly stateDir: string
  /** The SQL files to apply, in InsForge's naming. */
  readonly migrationsDir: string
  /** Where the app will answer, for example `http://localhost:3000`. */
  readonly appUrl: string
  /** Ports on 127.0.0.1; 0 takes any free one. Default: 7130 and the provider's own. */
  readonly ports?: { readonly gateway?: number; readonly emulator?: number }
  /** Throws the state away first. */
  readonly fresh?: boolean
  /** Called with one short line whenever something takes time. */
  readonly onProgress?: (line: string) => void
  /** Gives up a start that is under way; what was started is stopped. */
  readonly signal?: AbortSignal
}

/** The stand-ins, running. */
export interface Local {
  /** `INSFORGE_URL`, `INSFORGE_JWT_SECRET`, `INSFORGE_ANON_KEY`, `INSFORGE_API_KEY`, `DATABASE_URL`,
   * `NEXT_PUBLIC_INSFORGE_URL`, and every variable that the provider's example reads. */
  readonly env: Readonly<Record<string, string>>
  readonly gatewayUrl: string
  /** Undefined for InsForge alone. */
  readonly emulatorUrl: string | undefined
  /** Process ids by part: postgres, postgrest, gateway, emulator; those of now, also after a restart. */
  readonly pids: Readonly<Record<string, number>>
  /** Resolves with what happened when a part ends that nobody stopped. */
  readonly failed: Promise<Error>
  /** Ends a part, if it has not ended, and starts it again on the same port. */
  restart(part: string): Promise<void>
  /** Stops everything that was started; safe to call twice. */
  stop(): Promise<void>
}

/** Starts the stand-ins and resolves when all of them answer. Otherwise stops what it started and
 * throws, a UserError where the message says all: another run holds the state folder, a port is
 * taken, a migration is refused, a part does not start. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const stateDir = resolve(options.stateDir)
  const { provider, appUrl, signal } = options
  const unlock = claimState(stateDir, `${provider?.title ?? 'InsForge'} for ${appUrl}`)
  let stopping: Promise<void> | undefined
  let supervisor: Supervisor | undefined
  const stop = () => {
    stopping ??= Promise.resolve(supervisor?.stop()).finally(unlock)
    return stopping
  }
  signal?.addEventListener('abort', stop)
  try {
    supervisor = new Supervisor(stateDir, ['postgres', 'postgrest', 'gateway', 'emulator'])
    await supervisor.endLeftovers()
    const running = await startParts(supervisor, stateDir, options)
    signal?.throwIfAborted()
    const { failed } = supervisor
    const restart = supervisor.restart.bind(supervisor)
    const { pids } = supervisor
    return { ...running, pids, failed, restart, stop }
  } catch (error) {
    await stop()
    throw explainFileError(error, stateDir)
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

async function startParts(supervisor: Supervisor, stateDir: string, options: LocalOptions) {
  const { provider, migrationsDir, onProgress = () => {} } = options
  if (options.fresh) removeState(stateDir)
  const gatewayPort = await portFor('gateway', 'InsForge', options.ports?.gateway ?? 7130)
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`
  const secrets = loadSecrets(stateDir, provider)
  const emulator = provider && (await emulatorConfig(provider, secrets, stateDir, options))
  const startEmulator = async () => {
    if (!emulator) return
    await supervisor.begin('emulator', () =>
      startNodePart(supervisor, 'emulator', emulatorEntry, emulator),
    )
  }

  const [databaseUrl] = await Promise.all([
    startInsForge(supervisor, { stateDir, migrationsDir, gatewayPort, secrets, onProgress }),
    startEmulator(),
  ])
  const env = {
    INSFORGE_URL: gatewayUrl,
    NEXT_PUBLIC_INSFORGE_URL: gatewayUrl,
    INSFORGE_JWT_SECRET: secrets.jwtSecret,
    INSFORGE_ANON_KEY: secrets.anonKey,
    INSFORGE_API_KEY: secrets.apiKey,
    DATABASE_URL: databaseUrl,
    ...(emulator && provider?.environment(emulator.context)),
  }
  return { env, gatewayUrl, emulatorUrl: emulator?.context.emulatorUrl }
}

const emulatorEntry = new URL('providers/serve.ts', import.meta.url)

async function emulatorConfig(
  provider: Provider,
  secrets: Secrets,
  stateDir: string,
  { appUrl, ports }: LocalOptions,
): Promise<EmulatorConfig> {
  const port = await portFor(
    'emulator',
    `${provider.title} emulator`,
    ports?.emulator ?? provider.port,
  )
  const folder = join(stateDir, 'emulator')
  mkdirSync(folder, { recursive: true })
  const emulatorUrl = `http://127.0.0.1:${port}`
  const context = {
    emulatorUrl,
    appUrl,
    secrets: secrets.provider,
    insforgeJwtSecret: secrets.jwtSecret,
    stateDir: folder,
  }
  return { provider: provider.name, context }
}

async function portFor(part: string, what: string, wanted: number): Promise<number> {
  if (wanted === 0) return freePort()
  await assertPortFree(wanted, what, `Free it, or choose another one with --${part}-port.`)
  return wanted
}
