import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
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

/** The doctor of an example in a process of its own. */
interface Doctor {
  readonly child: ChildProcess
  /** Rejects when it ends. */
  readonly ended: Promise<never>
}

const doctors = new Map<string, Doctor>()

/** Has the doctor of an example look at some set-ups; gives what it found in each. One call at a time
 * for each example: `stopDoctors` ends the processes. */
export async function diagnose(example: string, setUps: readonly SetUp[]): Promise<Found[][]> {
  const { child, ended } = doctors.get(example) ?? startDoctor(example)
  child.send(setUps)
  const [found] = await Promise.race([once(child, 'message'), ended])
  return found as Found[][]
}

function startDoctor(example: string): Doctor {
  const child = fork(fileURLToPath(new URL('run-set-ups.ts', import.meta.url)), {
    cwd: folderOf(example),
    env: plainEnvironment(),
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
  })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The doctor of ${example} ended with ${code}`)
  })
  ended.catch(() => doctors.delete(example))
  doctors.set(example, { child, ended })
  return { child, ended }
}

/** Ends every doctor. */
export function stopDoctors(): void {
  for (const { child } of doctors.values()) child.kill()
}
