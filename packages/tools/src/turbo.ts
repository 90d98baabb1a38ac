import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { repositoryRoot } from './repository.ts'

/** How one `turbo run` ended. */
export interface TurboRun {
  readonly exitCode: number
  /** Empty when turbo ended before it wrote its summary. */
  readonly tasks: readonly TaskResult[]
}

/** How one task of a run ended; its id is `<package>#<task>`, and the root package is `//`. */
export interface TaskResult {
  readonly id: string
  readonly succeeded: boolean
}

const taskSchema = z.object({
  taskId: z.string(),
  hash: z.string(),
  command: z.string(),
  execution: z.object({ exitCode: z.number().nullish() }).nullish(),
})

/** The tasks of a run, or of one that is only planned, that have a command. */
function parseTasks(json: string) {
  const { tasks } = z.object({ tasks: z.array(taskSchema) }).parse(JSON.parse(json))
  return tasks.filter((task) => task.command !== '<NONEXISTENT>')
}

/** Runs tasks with their output on this terminal. Never rejects because a task failed. */
export async function runTurbo(args: readonly string[]): Promise<TurboRun> {
  const before = new Set(listSummaries())
  const exitCode = await spawnTurbo(['run', '--summarize=true', ...args])
  const written = listSummaries().find((path) => !before.has(path))
  return { exitCode, tasks: written ? parseSummary(readFileSync(written, 'utf8')) : [] }
}

/** How the tasks of a `--summarize` file ended. */
export function parseSummary(json: string): TaskResult[] {
  return parseTasks(json).map(({ taskId, execution }) => ({
    ...{ id: taskId, succeeded: execution?.exitCode === 0 },
  }))
}

/** The hash of every task that would run in the repository at `root`, by `<package>#<task>`. Runs none. */
export function readHashes(root: string, tasks: readonly string[]): ReadonlyMap<string, string> {
  const json = execFileSync(
    turboBinary,
    ['--skip-infer', 'run', ...tasks, '--dry=json', '--cwd', root],
    { cwd: root, env: turboEnv(), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  )
  return new Map(parseTasks(json).map(({ taskId, hash }) => [taskId, hash]))
}

const turboBinary = join(repositoryRoot, 'node_modules/.bin/turbo')

/** The environment of every turbo process: no telemetry, and a hash that knows what it was measured on. */
function turboEnv(): NodeJS.ProcessEnv {
  const TEST_RUNTIME = `${process.platform} ${process.arch} node ${process.version}`
  return {
    ...process.env,
    ...{ TURBO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1', TEST_RUNTIME },
  }
}

function spawnTurbo(args: readonly string[]): Promise<number> {
  const child = spawn(turboBinary, args, { cwd: repositoryRoot, env: turboEnv(), stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

function listSummaries(): string[] {
  const folder = join(repositoryRoot, '.turbo/runs')
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
}
