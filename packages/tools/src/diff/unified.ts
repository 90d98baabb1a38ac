import { spawnSync } from 'node:child_process'
import { gitEnvironment } from '../git.ts'
import type { Comparison } from './compare.ts'

/** The unified diff of every file of a comparison, by `git diff --no-index`. */
export function unifiedDiff(root: string, { names, differing }: Comparison, color: boolean) {
  const [one, other] = names
  return differing
    .map(({ path, lines: [inOne, inOther] }) =>
      diffFiles(
        root,
        inOne === undefined ? '/dev/null' : `examples/${one}/${path}`,
        inOther === undefined ? '/dev/null' : `examples/${other}/${path}`,
        color,
      ),
    )
    .join('')
}

function diffFiles(root: string, from: string, to: string, color: boolean): string {
  const args = ['diff', '--no-index', '--no-ext-diff', `--color=${color ? 'always' : 'never'}`]
  const { status, stdout, stderr, error } = spawnSync('git', [...args, '--', from, to], {
    cwd: root,
    env: gitEnvironment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error) throw error
  // 1 says that they differ.
  if (status !== 0 && status !== 1) throw new Error(`git diff ended with ${status}: ${stderr}`)
  return stdout
}
