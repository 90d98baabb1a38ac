import type { Exception } from './exceptions.ts'
import type { KnownPackages } from './known-packages.ts'
import { type PackageLock, resolves } from './package-lock.ts'
import { type PnpmLock, withoutPeers } from './pnpm-lock.ts'

/*
 * A package manager drops an optional dependency that its registry does not have, silently. What is
 * dropped is another platform's binary: the lockfile works here and fails on a Mac. Ways out: lock
 * with a registry that has it, take a version that is complete, or name an exception.
 */

/** A line for every optional dependency that npm's lockfile has no entry for. */
export function missingFromPackageLock(
  lock: PackageLock,
  exceptions: readonly Exception[],
): string[] {
  return Object.entries(lock.packages).flatMap(([location, entry]) =>
    without(exceptions, Object.keys(entry.optionalDependencies))
      .filter((name) => !resolves(lock, location, name))
      .map((name) => `${location || 'the example'} needs ${name}, which is not locked`),
  )
}

/** The same for pnpm's lockfile, which does not say itself what a package declares. */
export function missingFromPnpmLock(
  lock: PnpmLock,
  known: KnownPackages,
  exceptions: readonly Exception[],
): string[] {
  return Object.entries(lock.snapshots).flatMap(([key, snapshot]) => {
    const id = withoutPeers(key)
    const declared = known.get(id)?.optionalDependencies
    // Only a package of another platform is not installed.
    if (!declared) return snapshot.optional ? [] : [`${id} is not installed: pnpm install`]
    const resolved = { ...snapshot.dependencies, ...snapshot.optionalDependencies }
    return without(exceptions, declared)
      .filter((name) => !(name in resolved))
      .map((name) => `${id} needs ${name}, which is not locked`)
  })
}

function without(exceptions: readonly Exception[], names: readonly string[]): string[] {
  return names.filter((name) => !exceptions.some((exception) => exception.name === name))
}
