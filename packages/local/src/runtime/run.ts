import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readlinkSync } from 'node:fs'
import { constants } from 'node:os'
import { promisify } from 'node:util'
import { signalGroup } from './identity.ts'
import { UserError } from './user-error.ts'

const execute = promisify(execFile)

/** Our environment without the caller's PG* variables, which are about other servers. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')))
}

/** What a command is run with. */
export interface CommandOptions {
  readonly cwd: string
  /** In place of our own environment. */
  readonly env?: NodeJS.ProcessEnv
  /** Milliseconds after which it is ended; none if left out. */
  readonly timeout?: number
}

/** Runs a command to its end and gives its standard output; throws with all that it printed unless it
 * ends with 0. */
export async function run(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  try {
    return (await execute(command, args, { ...options, maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string }
    const what = `${command} ${args.join(' ')} failed in ${options.cwd}`
    throw new Error(`${what}\n${stdout}${stderr}`, { cause })
  }
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
