import { execFile, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What a command is run with. `env` replaces the environment; nothing is inherited beside it. */
export interface CommandOptions {
  cwd: string
  env?: NodeJS.ProcessEnv
}

/** Runs a command to its end and gives its standard output; rejects with what it printed. */
export async function run(command: string, args: string[], options: CommandOptions) {
  try {
    return (await execute(command, args, { ...options, maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed in ${options.cwd}\n${stdout}${stderr}`, {
      cause: error,
    })
  }
}

/** A server in its own process group, its output in a file. */
export interface Background {
  pid: number
  /** Resolves when the process ends. */
  ended: Promise<number | null>
  /** Ends the whole group: `next start` leaves children behind otherwise. */
  stop(): Promise<void>
}

/** Starts a server in the background. */
export function start(
  command: string,
  args: string[],
  { logFile, ...options }: CommandOptions & { logFile: string },
): Background {
  const log = openSync(logFile, 'a')
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log, log] })
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} could not be started`)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    pid,
    ended,
    async stop() {
      signalGroup(pid, 'SIGTERM')
      const patience = setTimeout(() => signalGroup(pid, 'SIGKILL'), 5_000)
      await ended
      clearTimeout(patience)
      signalGroup(pid, 'SIGKILL')
    },
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    // The group is gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
