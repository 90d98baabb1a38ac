import type { KnownPackages } from '../locks/known-packages.ts'
import { type PnpmLock, withoutPeers } from '../locks/pnpm-lock.ts'

/**
 * Packages with an install script that `allowBuilds` does not name: pnpm's install ends with 1 where
 * it meets one. A package of another platform is judged by its sibling that is installed here.
 */
export function findUnlistedBuilds(
  lock: PnpmLock,
  known: KnownPackages,
  allowBuilds: Readonly<Record<string, boolean>>,
): string[] {
  const runsScript = (id: string) => known.get(id)?.hasInstallScript === true
  const ids = Object.keys(lock.snapshots).map(withoutPeers)
  const siblings = optionalGroups(lock)
    .filter((group) => group.some(runsScript))
    .flatMap((group) => group.filter((id) => !known.has(id)))
  const names = [...ids.filter(runsScript), ...siblings].map(nameOf)
  return [...new Set(names)].filter((name) => !(name in allowBuilds)).sort()
}

/** The optional dependencies of each member and each package, as `name@version`. */
function optionalGroups(lock: PnpmLock): string[][] {
  const ids = (versions: Readonly<Record<string, string>>) =>
    Object.entries(versions).map(([name, version]) => `${name}@${withoutPeers(version)}`)
  const members = Object.values(lock.importers).map(({ optionalDependencies }) =>
    Object.fromEntries(
      Object.entries(optionalDependencies).map(([name, { version }]) => [name, version]),
    ),
  )
  const packages = Object.values(lock.snapshots).map((snapshot) => snapshot.optionalDependencies)
  return [...members, ...packages].map(ids)
}

function nameOf(id: string): string {
  return id.slice(0, id.lastIndexOf('@'))
}
