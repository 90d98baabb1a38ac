import { execFileSync } from 'node:child_process'

/** What `git <args>` prints in `cwd`. */
export function git(cwd: string, ...args: readonly string[]): string {
  const options = { cwd, env: gitEnvironment(), encoding: 'utf8' } as const
  return execFileSync('git', args, { ...options, maxBuffer: 64 * 1024 * 1024 })
}

/** This process' environment for git: a hook's `GIT_DIR` and its like are kept from it, since the
 * folder alone says which repository. */
export function gitEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  )
}
