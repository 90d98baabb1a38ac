import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const importedSchema = z
  .record(z.string(), z.object({ specifier: z.string(), version: z.string() }))
  .default({})

const resolvedSchema = z.record(z.string(), z.string()).default({})

const pnpmLockSchema = z.object({
  importers: z.record(
    z.string(),
    z.object({
      dependencies: importedSchema,
      devDependencies: importedSchema,
      optionalDependencies: importedSchema,
    }),
  ),
  snapshots: z.record(
    z.string(),
    z.object({
      dependencies: resolvedSchema,
      optionalDependencies: resolvedSchema,
      optional: z.boolean().default(false),
    }),
  ),
})

/** pnpm's lockfile: `importers` are the workspace members, `snapshots` the packages they resolve to. */
export type PnpmLock = z.infer<typeof pnpmLockSchema>

export function readPnpmLock(root: string): PnpmLock {
  return pnpmLockSchema.parse(parse(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8')))
}

/** `1.2.3` of `1.2.3(react@19.0.0)`, and `name@1.2.3` of `name@1.2.3(react@19.0.0)`. */
export function withoutPeers(id: string): string {
  return id.split('(')[0] ?? id
}
