import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { startLocal } from '../../src/index.ts'
import { removeState } from '../../src/state.ts'
import { tempFolder } from '../temp.ts'
import { copyEmptyState, makeEmptyState } from './empty-state.ts'

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
