import { readFileSync } from 'node:fs'
import type { Browser } from './browser.ts'

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

/** Everything a test may need to know about the run it is part of; handed on as a JSON file. */
export interface Stage extends AppStage {
  /** Kills, pauses and restarts the emulators: see `faults/control.ts`. */
  controlUrl: string
  /** A folder that goes when the run has passed. */
  scratch: string
  browser: Browser
}

/** The same for a run of all apps at once. */
export interface TogetherStage {
  apps: readonly AppStage[]
  scratch: string
  browser: Browser
}

/** The run's own description, from the file that `E2E_STAGE` names. */
export function readStage(): Stage {
  return JSON.parse(readStageFile()) as Stage
}

/** The same for a run of all apps at once. */
export function readTogetherStage(): TogetherStage {
  return JSON.parse(readStageFile()) as TogetherStage
}

function readStageFile(): string {
  const file = process.env.E2E_STAGE
  if (!file) throw new Error('E2E_STAGE is not set: start the suite with `pnpm e2e <provider>`')
  return readFileSync(file, 'utf8')
}
