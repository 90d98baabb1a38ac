import { z } from 'zod'

const summarySchema = z.object({
  tasks: z.array(
    z.object({
      taskId: z.string(),
      package: z.string(),
      task: z.string(),
      command: z.string(),
      cache: z.object({ status: z.enum(['HIT', 'MISS']) }),
      execution: z.object({ exitCode: z.number().nullish() }).nullish(),
    }),
  ),
})

/** How one `turbo run` ended. */
export interface TurboRun {
  readonly exitCode: number
  /** Empty when turbo ended before it wrote its summary. */
  readonly tasks: readonly TaskResult[]
}

/** How one task of a run ended. */
export interface TaskResult {
  /** `<package>#<task>`; the root package is `//`. */
  readonly id: string
  readonly task: string
  readonly succeeded: boolean
  readonly cached: boolean
}

/** The tasks of a `--summarize` file that have a command. */
export function parseSummary(json: string): TaskResult[] {
  return summarySchema
    .parse(JSON.parse(json))
    .tasks.filter((task) => task.command !== '<NONEXISTENT>')
    .map((task) => ({
      id: task.taskId,
      task: task.task,
      succeeded: task.execution?.exitCode === 0,
      cached: task.cache.status === 'HIT',
    }))
}
