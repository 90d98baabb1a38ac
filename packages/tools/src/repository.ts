import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The root of this repository, without a trailing slash. */
export const repositoryRoot = join(import.meta.dirname, '../../..')

/** The names of the examples: every folder in `examples/` with a package.json. */
export function listExamples(root: string): string[] {
  return listFolders(root, 'examples')
}

/** The names of the packages: every folder in `packages/` with a package.json. */
export function listPackages(root: string): string[] {
  return listFolders(root, 'packages')
}

/** The folders of all workspace members, as pnpm's lockfile names them; `.` is the root. */
export function listMembers(root: string): string[] {
  const examples = listExamples(root).map((name) => `examples/${name}`)
  return ['.', ...examples, ...listPackages(root).map((name) => `packages/${name}`)]
}

function listFolders(root: string, folder: string): string[] {
  const parent = join(root, folder)
  if (!existsSync(parent)) return []
  const names = readdirSync(parent)
  return names.filter((name) => existsSync(join(parent, name, 'package.json'))).sort()
}

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
  return packageJsonSchema.parse(JSON.parse(read(root, join(folder, 'package.json'))))
}

/** Everything that a package.json installs for itself: name → declared version. */
export function directDependencies(manifest: PackageJson): Record<string, string> {
  const { dependencies, devDependencies, optionalDependencies } = manifest
  return { ...dependencies, ...devDependencies, ...optionalDependencies }
}

/** The text of a file, whose path is relative to the root; undefined if it does not exist. */
export function readIfThere(root: string, path: string): string | undefined {
  return existsSync(join(root, path)) ? read(root, path) : undefined
}

/** The text of a file, whose path is relative to the root. */
export function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/**
 * Every file below `root` that git tracks or would track, as paths relative to it with `/`, sorted.
 * Ignored files (installed, built, local state) are not part of the repository.
 */
export function listFiles(root: string): string[] {
  const listed = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')
  const isFile = (path: string) => path !== '' && statOf(join(root, path))?.isDirectory() === false
  return [...new Set(listed.split('\0'))].filter(isFile).sort()
}

/** The files below `folder`, relative to it. */
export function filesIn(files: readonly string[], folder: string): string[] {
  const below = files.filter((path) => path.startsWith(`${folder}/`))
  return below.map((path) => path.slice(folder.length + 1))
}

/** `lstat`, or undefined where there is nothing. */
export function statOf(path: string) {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    // A file where a folder would have to be.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Copies what belongs to the repository at `from`: tracked or not, committed or not, never ignored. */
export function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const path of listFiles(from)) {
    cpSync(join(from, path), join(to, path), { verbatimSymlinks: true })
  }
  git(to, 'init', '--quiet')
}

const MAX_OUTPUT = 64 * 1024 * 1024

/** What `git <args>` prints in `cwd`. */
export function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    ...{ cwd, env: gitEnvironment(), encoding: 'utf8', maxBuffer: MAX_OUTPUT },
  })
}

/** This process's environment without what a git hook sets: the folder alone says which repository. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const all = Object.entries(process.env)
  return Object.fromEntries(all.filter(([name]) => !name.startsWith('GIT_')))
}
