import { type Local, startLocal } from '../local.ts'
import type { Arguments } from './arguments.ts'
import { foldersOf } from './folders.ts'

/** Starts what the arguments ask for, in this repository's folders. */
export function startStandIns(
  { provider, fresh, port, gatewayPort, emulatorPort }: Arguments,
  onProgress: (line: string) => void,
  signal: AbortSignal,
): Promise<Local> {
  const { stateDir, migrationsDir } = foldersOf(provider)
  return startLocal({
    ...(provider && { provider }),
    stateDir,
    migrationsDir,
    appUrl: `http://localhost:${port}`,
    ports: {
      ...(gatewayPort !== undefined && { gateway: gatewayPort }),
      ...(emulatorPort !== undefined && { emulator: emulatorPort }),
    },
    fresh,
    onProgress,
    signal,
  })
}
