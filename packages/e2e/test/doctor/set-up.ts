import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { plainEnvironment } from '../../src/environment.ts'

type Env = Readonly<Record<string, string>>

/** What the doctor of an example is to look at. */
export interface SetUp {
  readonly env: Env
  /** By how much this machine's clock is ahead. */
  readonly clockSeconds?: number
  /** Another folder than the example's, with other migrations. */
  readonly folder?: string
  readonly options?: { readonly user?: string; readonly write?: boolean }
}

/** What it found. */
export interface Found {
  readonly name: string
  readonly status: 'ok' | 'wrong' | 'not checked'
  readonly says: string
  readonly next?: string
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** The folder of an example. */
export const folderOf = (example: string) => `${root}examples/${example}`

/** Has the doctor of an example look at some set-ups; gives what it found in each. */
export async function diagnose(example: string, setUps: readonly SetUp[]): Promise<Found[][]> {
  const runner = fileURLToPath(new URL('run-set-ups.ts', import.meta.url))
  const args = ['--conditions=react-server', '--import', 'tsx', runner]
  const child = spawn(process.execPath, args, {
    cwd: folderOf(example),
    env: plainEnvironment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(setUps))
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return JSON.parse(output) as Found[][]
}
