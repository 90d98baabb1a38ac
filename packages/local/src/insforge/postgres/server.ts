import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, endProcess, identify } from '../../runtime/identity.ts'
import type { Supervisor } from '../../runtime/supervisor.ts'
import { holdsWithin } from '../../runtime/wait.ts'
import { asAccount, postgresAccount } from './account.ts'
import { postgresBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { clusterHome } from './folders.ts'

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  timezone: 'UTC',
  // What was answered must be there after kill -9.
  fsync: 'on',
  synchronous_commit: 'on',
}

/** Starts Postgres 15 from npm's binaries on that port, with its cluster in the state folder. */
export async function startPostgres(
  supervisor: Supervisor,
  { stateDir, port, password }: { stateDir: string; port: number; password: string },
): Promise<void> {
  const account = postgresAccount()
  const bin = postgresBinaries(stateDir, account)
  const home = clusterHome(stateDir, account)
  const data = await ensureCluster(supervisor, { bin, home, account, password })
  await endLeftoverPostgres(data)

  const options = Object.entries({ ...settings, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const part = await supervisor.start({
    name: 'postgres',
    cwd: home,
    stopSignal: 'SIGINT', // "fast": ends sessions, writes a checkpoint
    ...asAccount(account, join(bin, 'postgres'), ['-D', data, ...options]),
  })
  await part.readyWhen(120_000, () => {
    const file = readPostmasterFile(data)
    return file?.pid === part.pid && file.isReady
  })
}

/** What Postgres notes about itself while it runs. */
interface PostmasterFile {
  readonly pid: number
  readonly isReady: boolean
  /** The System V id of its shared memory. */
  readonly sharedMemory: string | undefined
}

/** Reads `postmaster.pid`; undefined when there is none. */
function readPostmasterFile(data: string): PostmasterFile | undefined {
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
async function endLeftoverPostgres(data: string): Promise<void> {
  const file = readPostmasterFile(data)
  if (!file) return
  const { pid, sharedMemory } = file
  const identity = identify(pid)
  if (identity && commandLine(pid).includes(data)) await endProcess(identity, 'postgres')
  // The sessions of a killed server end a moment after it, and keep a new one from starting.
  const isFree = () => !sharedMemory || !isAttached(sharedMemory)
  if (!(await holdsWithin(30_000, isFree))) return
  // Postgres takes whatever has the pid for the old server: its zombie (in a container without an
  // init), or a process that got the pid later.
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
