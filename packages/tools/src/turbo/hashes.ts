import { execFileSync } from 'node:child_process'
import { z } from 'zod'
import { turboBinary, turboEnv } from './run.ts'

const drySchema = z.object({
  tasks: z.array(z.object({ taskId: z.string(), hash: z.string(), command: z.string() })),
})

/** The hash of every task that would run in the repository at `root`, by `<package>#<task>`. Runs none. */
export function readHashes(root: string, tasks: readonly string[]): ReadonlyMap<string, string> {
  const args = ['--skip-infer', 'run', ...tasks, '--dry=json', '--cwd', root]
  const json = execFileSync(turboBinary, args, {
    cwd: root,
    env: turboEnv(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return new Map(
    drySchema
      .parse(JSON.parse(json))
      .tasks.filter((task) => task.command !== '<NONEXISTENT>')
      .map((task) => [task.taskId, task.hash]),
  )
}
