import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identify, isRunning, type ProcessIdentity } from './identity.ts'
import { UserError } from './user-error.ts'
import { holdsWithin } from './wait.ts'

/** Who runs, one file per part, so that a run that was killed can be cleaned up by the next one. */
export class Pidfiles {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(folder, { recursive: true })
  }

  write(name: string, pid: number): void {
    const identity = identify(pid)
    if (identity) writeFileSync(this.#path(name), JSON.stringify(identity))
  }

  remove(name: string): void {
    rmSync(this.#path(name), { force: true })
  }

  /** Ends what an earlier run left behind; throws when something will not end. */
  async endLeftovers(): Promise<void> {
    const names = readdirSync(this.#folder).map((file) => file.replace(/\.json$/, ''))
    await Promise.all(names.map((name) => this.#endLeftover(name)))
  }

  async #endLeftover(name: string): Promise<void> {
    const identity = parseIdentity(readFileSync(this.#path(name), 'utf8'))
    if (identity) await endProcess(identity, name)
    this.remove(name)
  }

  #path(name: string): string {
    return join(this.#folder, `${name}.json`)
  }
}

/** Interrupts a process and its group, kills them when that is not enough, and waits for the end. */
export async function endProcess(identity: ProcessIdentity, name: string): Promise<void> {
  if (!isRunning(identity)) return
  const hasEnded = () => !isRunning(identity)
  signalGroup(identity.pid, 'SIGINT')
  const endedByItself = await holdsWithin(10_000, hasEnded)
  signalGroup(identity.pid, 'SIGKILL')
  if (endedByItself || (await holdsWithin(30_000, hasEnded))) return
  throw new UserError(
    `${name} of an earlier run (pid ${identity.pid}) does not end; kill it first.`,
  )
}

/** Signals a part and whatever it started: each part leads a process group. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Undefined for a file that was cut off by a crash: what it stood for cannot be told any more. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const { pid, started } = JSON.parse(text)
    return Number.isInteger(pid) && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    return undefined
  }
}
