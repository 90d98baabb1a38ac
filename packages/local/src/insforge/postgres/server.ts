import { join } from 'node:path'
import type { Supervisor } from '../../runtime/supervisor.ts'
import { postgresAccount } from './account.ts'
import { postgresBinaries } from './binaries.ts'
import { ensureCluster } from './cluster.ts'
import { asAccount } from './command.ts'
import { clusterHome } from './folders.ts'
import { endLeftoverPostgres, readPostmasterFile } from './leftover.ts'

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
