import { isDeepStrictEqual } from 'node:util'
import type { PackageJson } from '../package-json.ts'
import type { PackageLock } from './package-lock.ts'

const fields = [
  'name',
  'version',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'engines',
] as const

/** The fields in which npm's lockfile says something else about the example than its package.json. */
export function findUnlikeRootEntry(manifest: PackageJson, lock: PackageLock): string[] {
  const entry: Readonly<Record<string, unknown>> = lock.packages[''] ?? {}
  return fields.filter(
    (field) => !isDeepStrictEqual(orUndefined(entry[field]), orUndefined(manifest[field])),
  )
}

/** An empty field and none at all say the same. */
function orUndefined(value: unknown): unknown {
  return isDeepStrictEqual(value, {}) ? undefined : value
}
