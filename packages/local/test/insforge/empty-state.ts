import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { inject } from 'vitest'
import { postgresAccount } from '../../src/insforge/postgres/account.ts'
import { postgresBinaries } from '../../src/insforge/postgres/binaries.ts'
import { ensureCluster } from '../../src/insforge/postgres/cluster.ts'
import { clusterHome } from '../../src/insforge/postgres/folders.ts'
import { Supervisor } from '../../src/runtime/supervisor.ts'
import { loadSecrets } from '../../src/state.ts'
import { tempFolder } from '../temp.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A state folder with secrets and an empty database cluster, which no InsForge runs on. */
    emptyState: string
  }
}

/** Makes a state folder as a first start does, up to where Postgres would start. */
export async function makeEmptyState(stateDir: string): Promise<void> {
  mkdirSync(stateDir, { recursive: true })
  const account = postgresAccount()
  await ensureCluster(new Supervisor(stateDir, []), {
    bin: postgresBinaries(stateDir, account),
    home: clusterHome(stateDir, account),
    account,
    password: loadSecrets(stateDir).secrets.postgresPassword,
  })
}

/** Fills that folder with a copy of the empty state: `initdb` takes a second of a whole core, which
 * tests that start InsForge need not pay again. */
export function copyEmptyState(stateDir: string, from = inject('emptyState')): void {
  mkdirSync(stateDir, { recursive: true })
  // Postgres runs as another user when this runs as root: owners and modes have to stay.
  execFileSync('cp', ['-a', `${from}/.`, stateDir])
}

/** A folder of one test's own with the empty state in it. */
export function emptyState(): ReturnType<typeof tempFolder> {
  const folder = tempFolder()
  copyEmptyState(folder.path)
  return folder
}
