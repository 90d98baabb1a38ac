import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from '../files.ts'
import { git } from '../git.ts'

/** Copies what belongs to the repository at `from`: tracked or not, committed or not, never ignored. */
export function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const path of listFiles(from)) {
    cpSync(join(from, path), join(to, path), { verbatimSymlinks: true })
  }
  // The checks ask git which files there are.
  git(to, 'init', '--quiet')
}
