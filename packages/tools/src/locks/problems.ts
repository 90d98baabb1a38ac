import { isDeepStrictEqual } from 'node:util'
import { directDependencies, type PackageJson } from '../repository.ts'
import { type KnownPackages, type PackageLock, type PnpmLock, withoutPeers } from './lockfiles.ts'

/** The package.json of every workspace member, by folder. */
export type Members = Readonly<Record<string, PackageJson>>

const exact = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/

/** Dependencies that are not pinned to one version, or that two members ask for in different ones. */
export function findInexact(members: Members): string[] {
  const first = new Map<string, { folder: string; version: string }>()
  return Object.entries(members).flatMap(([folder, manifest]) =>
    Object.entries(directDependencies(manifest)).flatMap(([name, version]) => {
      if (folder.startsWith('packages/') && version === 'workspace:*') return []
      if (!exact.test(version)) return [`${folder} asks for ${name} ${version}: pin one version`]
      // authkit-nextjs lets an app have no newer one; the emulator is tested with the newest.
      if (folder === 'packages/local' && name === '@workos-inc/node') return []
      const other = first.get(name) ?? { folder, version }
      first.set(name, other)
      if (other.version === version) return []
      const rest = `${other.folder} for ${other.version}: agree on one`
      return [`${folder} asks for ${name} ${version}, ${rest}`]
    }),
  )
}

const fields = [
  ...['name', 'version', 'engines'],
  ...['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'],
]

/** The fields in which npm's lockfile says something else about the example than its package.json. */
export function findUnlikeRootEntry(manifest: PackageJson, lock: PackageLock): string[] {
  const entry: Readonly<Record<string, unknown>> = lock.packages[''] ?? {}
  // An empty field says the same as a missing one.
  const filled = (value: unknown) => (isDeepStrictEqual(value, {}) ? undefined : value)
  const isUnlike = (field: string) =>
    !isDeepStrictEqual(filled(entry[field]), filled(manifest[field]))
  return fields.filter(isUnlike).map((field) => `its ${field} differ from package.json`)
}

/*
 * A package manager silently drops an optional dependency that its registry does not have: another
 * platform's binary. The lockfile then works here and fails on a Mac. Lock with a registry that has
 * it, or use a version that is complete.
 */

/** A line for every optional dependency that npm's lockfile has no entry for. */
export function missingFromPackageLock(lock: PackageLock): string[] {
  // Where Node would find it: inside the package, beside it, or further up.
  const resolves = (location: string, name: string): boolean => {
    if (`${location === '' ? '' : `${location}/`}node_modules/${name}` in lock.packages) return true
    if (location === '') return false
    return resolves(location.slice(0, location.lastIndexOf('node_modules/')).slice(0, -1), name)
  }
  return Object.entries(lock.packages).flatMap(([location, { optionalDependencies }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !resolves(location, name))
      .map((name) => `${location || 'the example'} needs ${name}, which is not locked`),
  )
}

/** The same for pnpm's lockfile, which does not say itself what a package declares. */
export function missingFromPnpmLock(lock: PnpmLock, known: KnownPackages): string[] {
  return Object.entries(lock.snapshots).flatMap(([key, snapshot]) => {
    const id = withoutPeers(key)
    const declared = known.get(id)?.optionalDependencies
    // Only a package of another platform is not installed.
    if (!declared) return snapshot.optional ? [] : [`${id} is not installed: pnpm install`]
    const resolved = { ...snapshot.dependencies, ...snapshot.optionalDependencies }
    const missing = declared.filter((name) => !(name in resolved))
    return missing.map((name) => `${id} needs ${name}, which is not locked`)
  })
}

/**
 * Packages with an install script that `allowBuilds` does not name: pnpm's install ends with 1 when
 * it meets one. A package of another platform is judged by its sibling that is installed here.
 */
export function findUnlistedBuilds(
  lock: PnpmLock,
  known: KnownPackages,
  allowBuilds: Readonly<Record<string, boolean>>,
): string[] {
  const runsScript = (id: string) => known.get(id)?.hasInstallScript === true
  const idsOf = (versions: Readonly<Record<string, string | { version: string }>>) =>
    Object.entries(versions).map(([name, one]) =>
      withoutPeers(`${name}@${typeof one === 'string' ? one : one.version}`),
    )
  const groups = [...Object.values(lock.importers), ...Object.values(lock.snapshots)]
    .map(({ optionalDependencies }) => idsOf(optionalDependencies))
    .filter((group) => group.some(runsScript))
  const ids = [
    ...Object.keys(lock.snapshots).map(withoutPeers).filter(runsScript),
    ...groups.flat().filter((id) => !known.has(id)),
  ]
  const names = new Set(ids.map((id) => id.slice(0, id.lastIndexOf('@'))))
  return [...names].filter((name) => !(name in allowBuilds)).sort()
}
