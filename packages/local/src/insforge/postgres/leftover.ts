import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, endProcess, identify } from '../../runtime/identity.ts'
import { holdsWithin } from '../../runtime/wait.ts'

/** What Postgres notes about itself while it runs. */
export interface PostmasterFile {
  readonly pid: number
  readonly isReady: boolean
  /** The System V id of its shared memory. */
  readonly sharedMemory: string | undefined
}

/** Reads `postmaster.pid`; undefined when there is none. */
export function readPostmasterFile(data: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
    return {
      pid: Number(lines[0]),
      isReady: lines[7]?.trim() === 'ready',
      sharedMemory: lines[6]?.trim().split(/\s+/)[1],
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Ends a Postgres that still holds the cluster. The caller holds the state folder's lock. */
export async function endLeftoverPostgres(data: string): Promise<void> {
  const file = readPostmasterFile(data)
  if (!file) return
  const { pid, sharedMemory } = file
  const identity = identify(pid)
  if (identity && commandLine(pid).includes(data)) await endProcess(identity, 'postgres')
  // The sessions of a killed server end a moment after it, and keep a new one from starting.
  const isFree = () => !sharedMemory || !isAttached(sharedMemory)
  if (!(await holdsWithin(30_000, isFree))) return
  // Postgres takes whatever has the pid for the old server: its zombie where nobody reaps (a container
  // without an init), or a process that got the pid later.
  if (hasPid(pid)) rmSync(join(data, 'postmaster.pid'), { force: true })
}

function hasPid(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Whether a process uses that shared memory. Only Linux tells; elsewhere Postgres finds out. */
function isAttached(sharedMemory: string): boolean {
  if (process.platform !== 'linux') return false
  const segments = readFileSync('/proc/sysvipc/shm', 'utf8').trim().split('\n').slice(1)
  const segment = segments
    .map((line) => line.trim().split(/\s+/))
    .find(([, id]) => id === sharedMemory)
  return segment !== undefined && segment[6] !== '0'
}
