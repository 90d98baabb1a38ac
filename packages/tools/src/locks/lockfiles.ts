import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { listExamples, read, readIfThere } from '../repository.ts'

const versionsSchema = z.record(z.string(), z.string()).default({})

const entrySchema = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: versionsSchema,
  hasInstallScript: z.boolean().default(false),
})

const packageLockSchema = z.object({ packages: z.record(z.string(), entrySchema) })

/** npm's lockfile: where a package is installed → what is installed there. The example itself is at ''. */
export type PackageLock = z.infer<typeof packageLockSchema>

/** Where an example's lockfile is, relative to the root. */
export const lockOf = (example: string) => `examples/${example}/package-lock.json`

/** Reads an example's lockfile; undefined if there is none. Throws if it has another format. */
export function readPackageLock(root: string, example: string): PackageLock | undefined {
  const text = readIfThere(root, lockOf(example))
  return text === undefined ? undefined : packageLockSchema.parse(JSON.parse(text))
}

const pnpmLockSchema = z.object({
  importers: z.record(
    z.string(),
    z.object({
      optionalDependencies: z.record(z.string(), z.object({ version: z.string() })).default({}),
    }),
  ),
  snapshots: z.record(
    z.string(),
    z.object({
      dependencies: versionsSchema,
      optionalDependencies: versionsSchema,
      optional: z.boolean().default(false),
    }),
  ),
})

/** pnpm's lockfile: `importers` are the workspace members, `snapshots` the packages they resolve to. */
export type PnpmLock = z.infer<typeof pnpmLockSchema>

/** Reads pnpm's lockfile. Throws if it is missing or has another format. */
export function readPnpmLock(root: string): PnpmLock {
  return pnpmLockSchema.parse(parse(read(root, 'pnpm-lock.yaml')))
}

/** `1.2.3` of `1.2.3(react@19.0.0)`, and `name@1.2.3` of `name@1.2.3(react@19.0.0)`. */
export function withoutPeers(id: string): string {
  return id.split('(')[0] ?? id
}

/** What a package says about itself, which pnpm's lockfile does not tell. */
interface KnownPackage {
  readonly optionalDependencies: readonly string[]
  readonly hasInstallScript: boolean
}

/** By `name@version`. */
export type KnownPackages = ReadonlyMap<string, KnownPackage>

/** What is known about the packages of the lockfiles: from npm's, which describe those of other
 * platforms too, and from what pnpm has installed here. */
export function readKnownPackages(root: string): KnownPackages {
  const locks = listExamples(root).map((example) => readPackageLock(root, example))
  const locked = locks.flatMap((lock) => Object.entries(lock?.packages ?? {}))
  return new Map([...locked.map(([at, entry]) => describe(at, entry)), ...readInstalled(root)])
}

function describe(location: string, entry: z.infer<typeof entrySchema>): [string, KnownPackage] {
  const name = location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const { version, optionalDependencies, hasInstallScript } = entry
  const known = { optionalDependencies: Object.keys(optionalDependencies), hasInstallScript }
  return [`${name}@${version}`, known]
}

const installedSchema = z.object({
  optionalDependencies: versionsSchema,
  scripts: z.record(z.string(), z.unknown()).default({}),
})

function readInstalled(root: string): [string, KnownPackage][] {
  const store = join(root, 'node_modules/.pnpm')
  return (existsSync(store) ? readdirSync(store) : []).flatMap((entry) => {
    // `@scope+name@1.2.3_peers`
    const [, name = '', version = ''] = /^(@?[^@]+)@([^_]+)/.exec(entry) ?? []
    const path = name.replace('+', '/')
    const folder = join(store, entry, 'node_modules', path)
    if (!existsSync(join(folder, 'package.json'))) return []
    const json: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const { optionalDependencies, scripts } = installedSchema.parse(json)
    const hasInstallScript =
      ['preinstall', 'install', 'postinstall'].some((script) => script in scripts) ||
      existsSync(join(folder, 'binding.gyp'))
    const known = { optionalDependencies: Object.keys(optionalDependencies), hasInstallScript }
    return [[`${path}@${version}`, known]]
  })
}
