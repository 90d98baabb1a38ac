import { directDependencies, type PackageJson } from '../package-json.ts'
import type { PackageLock } from './package-lock.ts'
import { type PnpmLock, withoutPeers } from './pnpm-lock.ts'

/** The package.json of every workspace member, by folder. */
export type Members = Readonly<Record<string, PackageJson>>

const exact = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/

/** Dependencies that are not pinned to one version. Packages may name each other by `workspace:`. */
export function findInexact(members: Members): string[] {
  return eachDependency(members)
    .filter(({ folder, version }) => !exact.test(version) && !isWorkspace(folder, version))
    .map(({ folder, name, version }) => `${folder} asks for ${name} ${version}: pin one version`)
}

/** Dependencies that two members ask for in different versions. */
export function findDisagreements(members: Members): string[] {
  const first = new Map<string, { folder: string; version: string }>()
  return eachDependency(members).flatMap(({ folder, name, version }) => {
    const other = first.get(name)
    if (!other) first.set(name, { folder, version })
    return !other || other.version === version
      ? []
      : [
          `${folder} asks for ${name} ${version}, ${other.folder} for ${other.version}: agree on one`,
        ]
  })
}

/** Dependencies that npm's lockfile resolves to something else than the example asks for. */
export function findUnlikePackageLock(manifest: PackageJson, lock: PackageLock): string[] {
  return Object.entries(directDependencies(manifest)).flatMap(([name, version]) => {
    const locked = lock.packages[`node_modules/${name}`]?.version
    return locked === version ? [] : [`${name} ${version} is locked as ${locked}`]
  })
}

/** Dependencies that pnpm's lockfile resolves to something else than a member asks for. */
export function findUnlikePnpmLock(members: Members, lock: PnpmLock): string[] {
  return eachDependency(members)
    .filter(({ folder, version }) => !isWorkspace(folder, version))
    .flatMap(({ folder, name, version }) => {
      const importer = lock.importers[folder]
      const imported = {
        ...importer?.dependencies,
        ...importer?.devDependencies,
        ...importer?.optionalDependencies,
      }[name]
      const locked = imported && withoutPeers(imported.version)
      return locked === version ? [] : [`${folder}: ${name} ${version} is locked as ${locked}`]
    })
}

function isWorkspace(folder: string, version: string): boolean {
  return folder.startsWith('packages/') && version === 'workspace:*'
}

function eachDependency(members: Members) {
  return Object.entries(members).flatMap(([folder, manifest]) =>
    Object.entries(directDependencies(manifest)).map(([name, version]) => ({
      folder,
      name,
      version,
    })),
  )
}
