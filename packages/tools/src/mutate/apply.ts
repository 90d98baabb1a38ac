import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findDifferences } from '../sync/differences.ts'
import { fix } from '../sync/fix.ts'
import { manifest } from '../sync/manifest.ts'
import type { Mutant } from './mutant.ts'

/** Why the mutant no longer fits this tree; undefined when it does. */
export function findStaleness(root: string, { file, find, replace }: Mutant): string | undefined {
  if (!existsSync(join(root, file))) return `${file} does not exist`
  if (find === replace) return 'it changes nothing'
  const places = readFileSync(join(root, file), 'utf8').split(find).length - 1
  return places === 1 ? undefined : `${file} has this text ${places} times instead of once: ${find}`
}

/** Applies the mutant to a copy of the tree. Throws when the mutant is stale. */
export function applyMutant(copy: string, mutant: Mutant): void {
  const stale = findStaleness(copy, mutant)
  if (stale !== undefined) throw new Error(`${mutant.name} is stale: ${stale}`)
  const path = join(copy, mutant.file)
  // A function, because `$&` has a meaning in a replacement string.
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(mutant.find, () => mutant.replace),
  )
  if (mutant.sync) fix(copy, findDifferences(copy, manifest))
}
