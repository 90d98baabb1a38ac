import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { nameAt, type PackageLock } from './package-lock.ts'

/** What a package says about itself, which pnpm's lockfile does not tell. */
export interface KnownPackage {
  readonly optionalDependencies: readonly string[]
  readonly hasInstallScript: boolean
}

/** By `name@version`. */
export type KnownPackages = ReadonlyMap<string, KnownPackage>

const manifestSchema = z.object({
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  scripts: z.record(z.string(), z.unknown()).default({}),
})

/** Every package that npm's lockfile describes, those of other platforms included. */
export function knownFromPackageLock(lock: PackageLock): KnownPackages {
  return new Map(
    Object.entries(lock.packages)
      .filter(([location]) => location !== '')
      .map(([location, entry]) => [
        `${nameAt(location)}@${entry.version}`,
        {
          optionalDependencies: Object.keys(entry.optionalDependencies),
          hasInstallScript: entry.hasInstallScript,
        },
      ]),
  )
}

/** Every package that pnpm has installed here. */
export function knownFromInstalled(root: string): KnownPackages {
  const store = join(root, 'node_modules/.pnpm')
  const known = new Map<string, KnownPackage>()
  for (const entry of existsSync(store) ? readdirSync(store) : []) {
    // `@scope+name@1.2.3_peers`
    const [, name, version] = /^(@?[^@]+)@([^_]+)/.exec(entry) ?? []
    if (!name || !version) continue
    const path = name.replace('+', '/')
    const folder = join(store, entry, 'node_modules', path)
    if (existsSync(join(folder, 'package.json'))) known.set(`${path}@${version}`, describe(folder))
  }
  return known
}

function describe(folder: string): KnownPackage {
  const json: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const { optionalDependencies, scripts } = manifestSchema.parse(json)
  return {
    optionalDependencies: Object.keys(optionalDependencies),
    hasInstallScript:
      ['preinstall', 'install', 'postinstall'].some((name) => name in scripts) ||
      existsSync(join(folder, 'binding.gyp')),
  }
}
