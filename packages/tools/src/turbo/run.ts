import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../repository.ts'
import { parseSummary, type TurboRun } from './summary.ts'

/** Runs tasks with their output on this terminal. Never rejects because a task failed. */
export async function runTurbo(args: readonly string[]): Promise<TurboRun> {
  const before = new Set(listSummaries())
  const exitCode = await spawnTurbo(['run', '--summarize=true', ...args])
  const written = listSummaries().find((path) => !before.has(path))
  return { exitCode, tasks: written ? parseSummary(readFileSync(written, 'utf8')) : [] }
}

/** The environment of every turbo process: no telemetry, and a hash that knows what it was measured on. */
export function turboEnv(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: '1',
    NEXT_TELEMETRY_DISABLED: '1',
    TEST_RUNTIME: `${process.platform} ${process.arch} node ${process.version}`,
  }
}

export const turboBinary = join(repositoryRoot, 'node_modules/.bin/turbo')

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
