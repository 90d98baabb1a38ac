import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { listExamples, listPackages } from './repository.ts'

const versionsSchema = z.record(z.string(), z.string()).default({})

/** What these tools read of a package.json; every other field is kept. */
export const packageJsonSchema = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  scripts: versionsSchema,
  dependencies: versionsSchema,
  devDependencies: versionsSchema,
  optionalDependencies: versionsSchema,
})

export type PackageJson = z.infer<typeof packageJsonSchema>

/** The package.json in `folder`, which is relative to `root`; `.` is the root's own. */
export function readPackageJson(root: string, folder: string): PackageJson {
  return packageJsonSchema.parse(
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
  )
}

/** The folders of all workspace members, as pnpm's lockfile names them. */
export function listMembers(root: string): string[] {
  return [
    '.',
    ...listExamples(root).map((name) => `examples/${name}`),
    ...listPackages(root).map((name) => `packages/${name}`),
  ]
}

/** Everything that a package.json installs for itself: name → declared version. */
export function directDependencies(manifest: PackageJson): Record<string, string> {
  return {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  }
}
