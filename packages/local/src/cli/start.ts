import { fileURLToPath } from 'node:url'
import { startTogether, type Together } from '../together.ts'
import type { Arguments } from './arguments.ts'

/** A path in this repository. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
}

/** Where the state is of what is started by this name. */
export const stateFolder = (name: string) => inRepository(`.local/${name}`)

/** Starts InsForge and the emulators that the arguments ask for, in this repository's folders. */
export function startServices(
  { name, title, providers, fresh, port, gatewayPort, emulatorPort, webhookUrl }: Arguments,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<Together> {
  const apps = providers.map((provider, index) => ({
    provider,
    appUrl: `http://localhost:${port + index}`,
    emulatorPort: emulatorPort && emulatorPort + index,
    webhookUrl,
  }))
  const [only, ...others] = providers
  return startTogether({
    apps,
    what: [title, ...apps.map(({ appUrl }) => appUrl)].join(', '),
    stateDir: stateFolder(name),
    migrationsDir: inRepository(
      only && others.length === 0 ? `examples/${only.name}/migrations` : 'sql/migrations',
    ),
    gatewayPort,
    fresh,
    onProgress,
    signal,
  })
}
