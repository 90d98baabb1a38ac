import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findDifferences } from '../sync/differences.ts'
import { manifest } from '../sync/manifest.ts'
import { mend } from '../sync/mend.ts'
import type { Break } from './break.ts'

/** Why the break fits this tree no longer; undefined when it does. */
export function findStaleness(root: string, { file, find, replace }: Break): string | undefined {
  if (!existsSync(join(root, file))) return `${file} is gone`
  if (find === replace) return 'it changes nothing'
  const places = readFileSync(join(root, file), 'utf8').split(find).length - 1
  return places === 1 ? undefined : `${file} has ${places} places, not one, with: ${find}`
}

/** Breaks a copy of the tree. Throws where the break is stale. */
export function applyBreak(copy: string, broken: Break): void {
  const stale = findStaleness(copy, broken)
  if (stale !== undefined) throw new Error(`${broken.name} is stale: ${stale}`)
  const path = join(copy, broken.file)
  // A function, because `$&` and its like mean something in a replacement string.
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(broken.find, () => broken.replace),
  )
  if (broken.sync) mend(copy, findDifferences(copy, manifest))
}
