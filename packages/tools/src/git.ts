import { execFileSync } from 'node:child_process'

/** What `git <args>` prints in `cwd`. A hook's `GIT_DIR` and its like are kept from it: `cwd` alone says which repository. */
export function git(cwd: string, ...args: readonly string[]): string {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  )
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}
