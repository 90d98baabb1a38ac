import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process, told apart from a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, in the system's own words. */
  readonly started: string
}

/** Who runs under this pid now; undefined when nobody does (a zombie is nobody). */
export function identify(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedByPs(pid)
  return started === undefined ? undefined : { pid, started }
}

/** Whether exactly this process still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.started === identity.started
}

/** The command line of a process; empty when it is gone or not ours to see. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=')
  return (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ')
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
    const stdio = ['ignore', 'pipe', 'ignore'] as const
    return execFileSync('ps', ['-o', columns, '-p', `${pid}`], {
      encoding: 'utf8',
      stdio: [...stdio],
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
