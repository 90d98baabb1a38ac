import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Folders } from './start.ts'

/** A path in this repository. */
export function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../../../${path}`, import.meta.url))
}

/** Where things are that are started here. */
export const folders: Folders = {
  stateDir: (name) => inRepository(`.local/${name}`),
  appDir: (name) => inRepository(`examples/${name}`),
  migrationsDir: ([only, ...others]) =>
    inRepository(only && others.length === 0 ? `examples/${only}/migrations` : 'sql/migrations'),
}

const { packageManager } = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {
  packageManager: string
}

/** How the reader runs pnpm: by itself only if a global one started this process. */
export function pnpmOf({ npm_execpath = '' }: NodeJS.ProcessEnv): string {
  return /^(?!.*_npx).*pnpm/.test(npm_execpath) ? 'pnpm' : `npx -y ${packageManager}`
}

export const pnpm = pnpmOf(process.env)
