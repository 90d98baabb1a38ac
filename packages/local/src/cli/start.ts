import { readSeed } from '../seed.ts'
import { startTogether, type Together } from '../together.ts'
import type { Arguments } from './arguments.ts'

/** Where a command finds its apps and keeps its state. */
export interface Folders {
  /** The state of what is started by this name. */
  stateDir(name: string): string
  /** The folder of a provider's app. */
  appDir(provider: string): string
  /** The migrations for the apps of these providers. */
  migrationsDir(providers: readonly string[]): string
}

/** Starts InsForge and the emulators that the arguments ask for. */
export function startServices(
  { name, title, providers, fresh, port, gatewayPort, emulatorPort, seed, webhookUrl }: Arguments,
  folders: Folders,
  options: {
    readonly onProgress: (line: string) => void
    /** Gets a line about each migration that is new while this runs. */
    readonly onMigration: (line: string) => void
    readonly signal: AbortSignal
  },
): Promise<Together> {
  const apps = providers.map((provider, index) => ({
    provider,
    appUrl: `http://localhost:${port + index}`,
    appDir: folders.appDir(provider.name),
    emulatorPort: emulatorPort && emulatorPort + index,
    webhookUrl,
  }))
  const [only] = providers
  return startTogether({
    apps,
    what: [title, ...apps.map(({ appUrl }) => appUrl)].join(', '),
    stateDir: folders.stateDir(name),
    migrationsDir: folders.migrationsDir(providers.map((provider) => provider.name)),
    gatewayPort,
    fresh,
    seed: seed && only ? readSeed(seed, only) : undefined,
    ...options,
  })
}
