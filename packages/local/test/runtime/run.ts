import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { start, startEvery } from './fixture.ts'

/** InsForge in a process of its own, which can be killed; with every emulator, or alone. */
export interface Run {
  readonly child: ChildProcess
  readonly pids: Record<string, number>
  readonly env: Record<string, string>
  /** How long its start took, in milliseconds. */
  readonly startMs: number
}

const script = fileURLToPath(import.meta.url)
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Starts one and resolves when it is ready; throws what it says when it refuses. */
export async function run(stateDir: string, what: 'all' | 'alone' = 'alone'): Promise<Run> {
  const startedAt = performance.now()
  const child = fork(script, [stateDir, what], { execArgv: ['--import', tsx] })
  const [message] = await once(child, 'message')
  const { refusal, pids, env } = message as Omit<Run, 'child'> & { refusal?: string }
  if (refusal === undefined) return { child, pids, env, startMs: performance.now() - startedAt }
  await once(child, 'exit')
  throw new Error(refusal)
}

/** kill -9, and its end. */
export async function kill({ child }: Run): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** The process that `run` starts: tells its pids and variables, or why it does not start, then goes on
 * until it is killed. */
if (process.argv[1] === script) {
  const [, , stateDir = '', what = ''] = process.argv
  try {
    const local = what === 'all' ? await startEvery(stateDir) : await start(stateDir)
    process.once('SIGTERM', async () => {
      await local.stop()
      process.exit(0)
    })
    const apps = 'apps' in local ? local.apps : []
    const env = Object.assign({}, local.env, ...apps.map((app) => app.env))
    process.send?.({ pids: local.pids, env })
  } catch (error) {
    process.send?.({ refusal: (error as Error).message }, () => process.exit(1))
  }
}
