import { readFileSync } from 'node:fs'
import type { Browser } from './browser.ts'

/** Everything a test may need to know about the run it is part of; handed on as a JSON file. */
export interface Stage {
  provider: string
  /** The copied-out example. */
  appDir: string
  appUrl: string
  emulatorUrl: string
  gatewayUrl: string
  /** Kills, pauses and restarts the stand-ins: see `faults/control.ts`. */
  controlUrl: string
  /** What the app was started with, and the stand-ins' own addresses and keys. */
  env: Readonly<Record<string, string>>
  /** A folder that goes when the run has passed. */
  scratch: string
  guardLog: string
  browser: Browser
}

/** The run's own description, from the file that `E2E_STAGE` names. */
export function readStage(): Stage {
  const file = process.env.E2E_STAGE
  if (!file) throw new Error('E2E_STAGE is not set: start the suite with `pnpm e2e <provider>`')
  return JSON.parse(readFileSync(file, 'utf8')) as Stage
}
