import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Difference, isExecutable } from './differences.ts'

/** Copies every file from its source again and removes the strays. */
export function fix(root: string, differences: readonly Difference[]): void {
  // Strays first: one may be a file where a folder has to be, or the other way round.
  for (const difference of differences) {
    if (difference.kind === 'stray') remove(root, difference.path)
  }
  for (const difference of differences) {
    if (difference.kind !== 'stray')
      copy(join(root, difference.source), join(root, difference.path))
  }
}

function copy(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  // Removed first, so that nothing is written through a symlink.
  rmSync(target, { recursive: true, force: true })
  writeFileSync(target, readFileSync(source))
  chmodSync(target, isExecutable(source) ? 0o755 : 0o644)
}

function remove(root: string, path: string): void {
  rmSync(join(root, path), { force: true })
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (readdirSync(join(root, folder)).length > 0) return
    rmdirSync(join(root, folder))
  }
}
