import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { signalGroup } from './identity.ts'
import { UserError } from './user-error.ts'
import { holdsWithin } from './wait.ts'

/** One process to start. */
export interface PartOptions {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
  readonly uid?: number
  readonly gid?: number
  /** Asks it to end; default SIGTERM. */
  readonly stopSignal?: NodeJS.Signals
  /** Opens an IPC channel, which tells the process when this one is gone. */
  readonly ipc?: boolean
  /** Called with each line that it prints, which goes to its log as well. */
  readonly onLine?: (line: string) => void
}

/** One process, started. */
export class Part {
  readonly name: string
  /** How it ended: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>
  readonly #stopSignal: NodeJS.Signals
  #isRunning = true

  private constructor(
    readonly child: ChildProcess,
    readonly pid: number,
    options: PartOptions,
    private readonly logFile: string,
  ) {
    this.name = options.name
    this.#stopSignal = options.stopSignal ?? 'SIGTERM'
    // Not by `once`, which would reject when a message to a dying child gets lost.
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#isRunning = false
        signalGroup(pid, 'SIGKILL') // what it started goes with it
        resolve(signal ?? `exit code ${code}`)
      })
    })
  }

  /** Starts the process as the leader of its own group, so that a Ctrl-C in the terminal reaches
   * only us and the parts end in order. Throws a UserError when it cannot be run. */
  static async start(options: PartOptions, logFile: string): Promise<Part> {
    const { name, command, args, cwd, env, uid, gid, ipc, onLine } = options
    const log = openSync(logFile, 'w')
    const output = onLine ? ('pipe' as const) : log
    try {
      const child = spawn(command, args, {
        cwd,
        detached: true,
        env: env ?? process.env,
        stdio: ['ignore', output, output, ...(ipc ? ['ipc' as const] : [])],
        ...(uid !== undefined && { uid }),
        ...(gid !== undefined && { gid }),
      })
      await once(child, 'spawn')
      if (child.pid === undefined) throw new Error('no pid')
      if (onLine) readLines(child, logFile, onLine)
      return new Part(child, child.pid, options, logFile)
    } catch (error) {
      throw new UserError(`${name} could not be started: ${command}: ${(error as Error).message}`)
    } finally {
      closeSync(log)
    }
  }

  /** Waits until the condition holds; throws with the part's last words when it ends before or takes
   * longer than `withinMs`. */
  async readyWhen(withinMs: number, condition: () => boolean | Promise<boolean>): Promise<void> {
    const held = await holdsWithin(withinMs, async () => !this.#isRunning || (await condition()))
    if (!this.#isRunning) throw new UserError(this.describe(`ended (${await this.ended})`))
    if (!held) throw new UserError(this.describe(`was not ready after ${withinMs / 1_000} s`))
  }

  /** Sends a message over the IPC channel, if there is one. It gets lost only when the part ends. */
  tell(message: object): void {
    if (this.child.connected) this.child.send(message, () => {})
  }

  /** A sentence about the part, followed by the last lines of its log. */
  describe(whatHappened: string): string {
    // If its folder was removed, the sentence still has to appear.
    const log = existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : ''
    const lines = log.trimEnd().split('\n').slice(-12)
    const tail = lines.join('') === '' ? ['(empty)'] : lines
    const end = tail.map((line) => `  ${line}`).join('\n')
    return `${this.name} ${whatHappened}. The end of ${this.logFile}:\n${end}`
  }

  /** Asks it to end, kills it after 20 seconds, and waits for the end. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return
    signalGroup(this.pid, this.#stopSignal)
    const kill = setTimeout(() => signalGroup(this.pid, 'SIGKILL'), 20_000)
    await this.ended
    clearTimeout(kill)
  }
}

function readLines(child: ChildProcess, logFile: string, onLine: (line: string) => void): void {
  const log = openSync(logFile, 'a')
  for (const input of [child.stdout, child.stderr]) {
    if (!input) continue
    createInterface({ input }).on('line', (line) => {
      writeSync(log, `${line}\n`)
      onLine(line)
    })
  }
  child.once('close', () => closeSync(log))
}
