import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { constants } from 'node:os'
import { signalGroup } from './identity.ts'
import { UserError } from './user-error.ts'

/** How to run a program; `env` replaces the environment. */
export interface RunOptions {
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  /** Ends a program that takes longer, in milliseconds. */
  readonly timeout?: number
}

/** How a program ended; `exitCode` is null when a signal ended it. */
export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  /** All that it printed, in its order. */
  readonly output: string
}

/** Our environment without the caller's PG* variables, which are about other servers. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')))
}

/** Runs a program to its end, whatever that is; rejects when it cannot be run. */
export function runToEnd(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<Ended> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let [stdout, output] = ['', '']
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (stream === child.stdout) stdout += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, stdout, output }))
  })
}

/** The same for a program that has to succeed: gives its standard output, or throws all it printed. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { exitCode, stdout, output } = await runToEnd(command, args, options)
  if (exitCode === 0) return stdout
  throw new Error(`${command} ${args.join(' ')} failed in ${options.cwd}\n${output}`)
}

/** Runs a command in this terminal and gives its exit status (128 and more for a signal). What
 * `interrupted` resolves with is forwarded; what the command leaves running is killed at its end. */
export async function runInTerminal(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  interrupted: Promise<NodeJS.Signals>,
): Promise<number> {
  const child = spawn(command, args, { detached: true, env, stdio: 'inherit' })
  try {
    await once(child, 'spawn')
  } catch (error) {
    throw new UserError(`${command} could not be run: ${(error as Error).message}`)
  }
  const { pid } = child
  if (pid !== undefined) interrupted.then((signal) => signalGroup(pid, signal))
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  if (pid !== undefined) signalGroup(pid, 'SIGKILL')
  return signal ? 128 + constants.signals[signal] : (code ?? 1)
}

/** The pids of the processes whose working folder is inside `folder`. Only Linux tells it; elsewhere
 * none. */
export function processesIn(folder: string): readonly number[] {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => `${workingFolder(pid)}/`.startsWith(`${folder}/`)).map(Number)
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return '' // it has ended, or belongs to another user
  }
}
