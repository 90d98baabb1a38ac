import { readFileSync } from 'node:fs'
import { z } from 'zod'

const entrySchema = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  hasInstallScript: z.boolean().default(false),
})

const packageLockSchema = z.object({ packages: z.record(z.string(), entrySchema) })

/** npm's lockfile: where a package is installed → what is installed there. The example itself is at ''. */
export type PackageLock = z.infer<typeof packageLockSchema>

/** Reads npm's lockfile; throws where it is missing or of an older format. */
export function readPackageLock(path: string): PackageLock {
  return packageLockSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** The name of the package that is installed at `location`. */
export function nameAt(location: string): string {
  return location.slice(location.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** Whether Node would find `name` from the package at `location`: inside it, beside it, or further up. */
export function resolves(lock: PackageLock, location: string, name: string): boolean {
  if (`${location === '' ? '' : `${location}/`}node_modules/${name}` in lock.packages) return true
  if (location === '') return false
  const above = location.slice(0, location.lastIndexOf('node_modules/')).replace(/\/$/, '')
  return resolves(lock, above, name)
}
