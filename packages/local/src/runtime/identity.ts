import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { UserError } from './user-error.ts'
import { holdsWithin } from './wait.ts'

/** A process, told apart from a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in the system's own words. */
  readonly started: string
}

/** The process that runs under this pid now; undefined for none, and for a zombie. */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedByPs(pid)
  return started === undefined ? undefined : { pid, started }
}

/** Whether exactly this process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.started === identity.started
}

/** An identity from a file; undefined when a crash cut the file off. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const { pid, started } = JSON.parse(text)
    return Number.isInteger(pid) && typeof started === 'string' ? { pid, started } : undefined
  } catch {
    return undefined
  }
}

/** The command line of a process; empty when it is gone or not ours to see. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=')
  return (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ')
}

/** Signals a process that leads its group, and the processes that it started. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Interrupts a process and its group, kills them if they go on, and waits for the end. */
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

function startedOnLinux(pid: number): string | undefined {
  // The second field, the command's name, may itself hold spaces and brackets.
  const fields = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ')
  const [state, startTicks] = [fields?.[0], fields?.[19]]
  if (startTicks === undefined || state === 'Z' || state === 'X') return undefined
  // Ticks count from the boot, so after a reboot they may repeat.
  return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? 'boot'} ${startTicks}`
}

function startedByPs(pid: number): string | undefined {
  const [state, ...started] = ps(pid, 'state=,lstart=').split(/\s+/)
  return !state || state.startsWith('Z') ? undefined : started.join(' ')
}

function ps(pid: number, columns: string): string {
  try {
    const args = ['-o', columns, '-p', `${pid}`]
    return execFileSync('ps', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return '' // ps ends with 1 when no such process exists
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // the process ended
  }
}
