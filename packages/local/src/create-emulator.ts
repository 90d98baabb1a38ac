import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startLocal } from './local.ts'
import { findProvider, type ProviderName } from './providers/index.ts'
import { UserError } from './runtime/user-error.ts'
import { checkSeed, type Seed } from './seed.ts'
import { removeState } from './state.ts'

/** What to emulate, and where. */
export interface EmulatorOptions {
  readonly provider: ProviderName
  /** The emulator's port on 127.0.0.1. Default: any free one. */
  readonly port?: number
  /** What it begins with, and goes back to. */
  readonly seed?: Seed
  /** Where the app answers. Default: `http://localhost:3000`. */
  readonly appUrl?: string
  /** The app's folder, which has `migrations/`. Default: the working directory. */
  readonly appDir?: string
}

/** A provider's emulator with an InsForge of its own. */
export interface RunningEmulator {
  /** Where the emulator answers. */
  readonly url: string
  /** Every variable that the app reads, and InsForge's own. */
  readonly env: Readonly<Record<string, string>>
  /** Goes back to the seed: its users and rows and no others, and no sessions. */
  reset(): Promise<void>
  /** Ends it, and with it what it has stored. */
  close(): Promise<void>
}

/** Starts InsForge and the emulator of one app, for a test or a script: on free ports, in a temporary
 * folder. Rejects with a UserError for a seed that is wrong, and as `startLocal` does. */
export async function createEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const { port = 0, seed = {}, appUrl = 'http://localhost:3000', appDir = '.' } = options
  const provider = findProvider(options.provider)
  if (!provider) throw new UserError(`There is no provider called ${options.provider}.`)
  const checked = checkSeed(seed, provider)
  const stateDir = mkdtempSync(join(tmpdir(), 'insforge-local-'))
  const remove = () => {
    removeState(stateDir)
    rmSync(stateDir, { recursive: true, force: true })
  }
  try {
    const local = await startLocal({
      provider,
      appUrl,
      appDir: resolve(appDir),
      stateDir,
      migrationsDir: join(appDir, 'migrations'),
      ports: { gateway: 0, emulator: port },
      seed: checked,
    })
    const { env, emulatorUrl: url = '', reset } = local
    return { url, env, reset, close: () => local.stop().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}
