import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { inject } from 'vitest'
import { perTest } from '../per.ts'
import { tempFolder } from '../temp.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A state folder with secrets and an empty database cluster, which no InsForge runs on. */
    emptyState: string
  }
}

/** Fills that folder with a copy of the empty state: `initdb` takes a second of a whole core, which
 * tests that start InsForge need not pay again. */
export function copyEmptyState(stateDir: string, from = inject('emptyState')): void {
  mkdirSync(stateDir, { recursive: true })
  // Postgres runs as another user when this runs as root: owners and modes have to stay.
  execFileSync('cp', ['-a', `${from}/.`, stateDir])
}

/** A folder with the empty state in it. */
export function emptyState(): ReturnType<typeof tempFolder> {
  const folder = tempFolder()
  copyEmptyState(folder.path)
  return folder
}

/** One for each test; first ends what `endsWith` was given. */
export function emptyStatePerTest() {
  const make = () => ({ ...emptyState(), endsWith: [] as (() => Promise<void>)[] })
  return perTest(make, async ({ endsWith, remove }) => {
    await Promise.all(endsWith.map((end) => end()))
    remove()
  })
}
