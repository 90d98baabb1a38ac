import { startTogether, type Together } from '../together.ts'
import type { Arguments } from './arguments.ts'
import { migrationsFolder, stateFolder } from './folders.ts'

/** Starts what the arguments ask for, in this repository's folders. */
export function startStandIns(
  { name, title, providers, fresh, port, gatewayPort, emulatorPort }: Arguments,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<Together> {
  const apps = providers.map((provider, index) => ({
    provider,
    appUrl: `http://localhost:${port + index}`,
    emulatorPort: emulatorPort && emulatorPort + index,
  }))
  return startTogether({
    apps,
    what: [title, ...apps.map(({ appUrl }) => appUrl)].join(', '),
    stateDir: stateFolder(name),
    migrationsDir: migrationsFolder(providers),
    gatewayPort,
    fresh,
    onProgress,
    signal,
  })
}
