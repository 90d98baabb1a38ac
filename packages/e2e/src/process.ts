import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { START_TIMEOUT } from './stage.ts'

const execute = promisify(execFile)

/** What a program needs to find its tools, its caches and the machine's certificates. */
const KEPT =
  /^(PATH|HOME|USER|LANG|TZ|TMPDIR|XDG_\w+|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|npm_config_(cache|registry|userconfig|cafile|store_dir))$/i

/**
 * The environment of a terminal that was just opened: no variable of ours, none that pnpm
 * or Turborepo set for this process, none of the app's. Next's telemetry is off.
 */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => KEPT.test(name))
  return {
    ...Object.fromEntries(kept),
    NEXT_TELEMETRY_DISABLED: '1',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  }
}

/** What a command is run with. `env` replaces the environment; nothing is inherited beside it. */
interface CommandOptions {
  cwd: string
  env?: NodeJS.ProcessEnv
}

/** Runs a command to its end and gives its standard output; rejects with what it printed. */
export async function run(command: string, args: string[], options: CommandOptions) {
  try {
    return (await execute(command, args, { ...options, maxBuffer: 64 * 1024 * 1024 })).stdout
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string }
    const what = `${command} ${args.join(' ')} failed in ${options.cwd}`
    throw new Error(`${what}\n${stdout}${stderr}`, { cause })
  }
}

/** A server in its own process group, its output in a file. */
export interface Background {
  pid: number
  /** Resolves when the process ends. */
  ended: Promise<unknown>
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
  const ended = once(child, 'exit')
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

/** Listens on a free port of loopback and gives the URL. */
export async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A port on loopback that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const { port } = new URL(await listen(server))
  await once(server.close(), 'close')
  return Number(port)
}

/**
 * Waits until something answers at this URL, whatever the answer is.
 *
 * @throws when the process ends first, or after `START_TIMEOUT`: builds of other tests may be at work
 *   beside it.
 */
export async function waitForAnswer(url: string, ended: Promise<unknown>): Promise<void> {
  const signal = AbortSignal.timeout(START_TIMEOUT)
  let isGone = false
  void ended.then(() => {
    isGone = true
  })
  while (!(await answers(url, signal))) {
    if (isGone) throw new Error('The process ended before it answered')
    await pause(50, undefined, { signal })
  }
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    await (await fetch(url, { redirect: 'manual', signal })).body?.cancel()
    return true
  } catch (error) {
    if (signal.aborted) throw error
    return false
  }
}
