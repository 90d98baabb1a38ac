import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of this repository, without a trailing slash. */
export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

/** The names of the examples: every folder in `examples/` with a package.json. */
export function listExamples(root: string): string[] {
  return listMembers(root, 'examples')
}

/** The names of the packages: every folder in `packages/` with a package.json. */
export function listPackages(root: string): string[] {
  return listMembers(root, 'packages')
}

function listMembers(root: string, folder: string): string[] {
  const parent = join(root, folder)
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .filter((name) => existsSync(join(parent, name, 'package.json')))
    .sort()
}
