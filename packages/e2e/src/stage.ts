import { readFileSync } from 'node:fs'
import type { Browser } from './browser.ts'

// The timeouts bound what hangs: a machine that is four times slower than a quick one passes as well.

/** Milliseconds for one test. */
export const TEST_TIMEOUT = 180_000

/** Milliseconds for a test that installs or builds something, or goes through every app. */
export const LONG_TIMEOUT = 900_000

/** Milliseconds until what a test expects has to be there. */
export const EXPECT_TIMEOUT = Number(process.env.E2E_EXPECT_TIMEOUT ?? 20_000)

/** Milliseconds until a server has to answer that was started. */
export const START_TIMEOUT = 240_000

/** Whether this is a run with `--full`, which may need more of the machine than Node. */
export const FULL = process.env.E2E_FULL === '1'

/** An app of a run, with its emulators. */
export interface AppStage {
  provider: string
  /** The copied-out example. */
  appDir: string
  appUrl: string
  emulatorUrl: string
  gatewayUrl: string
  /** What the app was started with, and the emulators' own addresses and keys. */
  env: Readonly<Record<string, string>>
  guardLog: string
}

/** What every run has. */
interface Run {
  /** A folder that goes when the run has passed. */
  scratch: string
  browser: Browser
}

/** Everything a test may need to know about the run it is part of; handed on as a JSON file. */
export interface Stage extends AppStage, Run {
  /** Kills, pauses and restarts the emulators: see `faults.ts`. */
  controlUrl: string
  /** Where the provider's webhooks arrive: see `webhooks.ts`. */
  webhooksUrl: string
}

/** The same for a run of all apps at once. */
export interface TogetherStage extends Run {
  apps: readonly AppStage[]
}

/** The same for examples that bring the local services along. */
export interface PortableStage extends Run {
  apps: readonly Pick<AppStage, 'provider' | 'appDir'>[]
  /** What npm would install: the local services, packed. */
  archive: string
}

/** The run's own description, from the file that `E2E_STAGE` names. */
export const readStage = () => readFile() as Stage

/** The same for a run of all apps at once. */
export const readTogetherStage = () => readFile() as TogetherStage

/** The same for a run of examples that bring the local services along. */
export const readPortableStage = () => readFile() as PortableStage

function readFile(): Run {
  const file = process.env.E2E_STAGE
  if (!file) throw new Error('E2E_STAGE is not set: start the suite with `pnpm e2e <provider>`')
  return JSON.parse(readFileSync(file, 'utf8')) as Run
}
