import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { startLocal } from '../../src/index.ts'
import { postgresAccount } from '../../src/insforge/postgres/account.ts'
import { postgresBinaries } from '../../src/insforge/postgres/binaries.ts'
import { ensureCluster } from '../../src/insforge/postgres/cluster.ts'
import { clusterHome } from '../../src/insforge/postgres/folders.ts'
import { Supervisor } from '../../src/runtime/supervisor.ts'
import { loadSecrets, removeState } from '../../src/state.ts'
import { tempFolder } from '../temp.ts'
import { copyEmptyState } from './empty-state.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The variables of the InsForge that all test files share. */
    insforge: Record<string, string>
  }
}

/** One InsForge for the whole run: test files keep apart by the users that they act as. And the state
 * from which they start others of their own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const empty = tempFolder()
  await makeEmptyState(empty.path)
  project.provide('emptyState', empty.path)

  const folder = tempFolder()
  copyEmptyState(folder.path, empty.path)
  const local = await startLocal({
    stateDir: folder.path,
    migrationsDir: fileURLToPath(new URL('../../../../sql/migrations', import.meta.url)),
    appUrl: 'http://localhost:3000',
    ports: { gateway: 0 },
  })
  project.provide('insforge', { ...local.env })
  return async () => {
    await local.stop()
    folder.remove()
    removeState(empty.path)
    empty.remove()
  }
}

/** Makes a state folder as a first start does, up to where Postgres would start. */
async function makeEmptyState(stateDir: string): Promise<void> {
  mkdirSync(stateDir, { recursive: true })
  const account = postgresAccount()
  await ensureCluster(new Supervisor(stateDir, []), {
    bin: postgresBinaries(stateDir, account),
    home: clusterHome(stateDir, account),
    account,
    password: loadSecrets(stateDir).secrets.postgresPassword,
  })
}
