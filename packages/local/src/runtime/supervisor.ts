import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { endProcess, identify, parseIdentity } from './identity.ts'
import { Part, type PartOptions } from './part.ts'
import { UserError } from './user-error.ts'

/** Starts parts, notices when one ends by itself, and ends them in reverse order. One file for each
 * part tells the next run what to clean up if this one is killed. */
export class Supervisor {
  /** Resolves when a part ends that was not stopped. */
  readonly failed: Promise<Error>
  /** Process ids by part; kept up to date. */
  readonly pids: Record<string, number> = {}
  readonly #pidFolder: string
  readonly #logs: string
  readonly #parts = new Map<string, Part>()
  readonly #starting = new Set<Promise<Part>>()
  readonly #ending = new Set<Promise<void>>()
  readonly #starters = new Map<string, () => Promise<unknown>>()
  #fail: (error: Error) => void = () => {}
  #stopping: Promise<void> | undefined

  /** `order` names the parts from the first that others need to the last. */
  constructor(
    folder: string,
    private readonly order: readonly string[],
  ) {
    this.#pidFolder = join(folder, 'pids')
    this.#logs = join(folder, 'logs')
    for (const path of [this.#pidFolder, this.#logs]) mkdirSync(path, { recursive: true })
    this.failed = new Promise((resolve) => {
      this.#fail = resolve
    })
  }

  /** Ends what an earlier run left behind when it was killed; throws when something will not end. */
  async endLeftovers(): Promise<void> {
    const names = readdirSync(this.#pidFolder).map((file) => file.replace(/\.json$/, ''))
    const endLeftover = async (name: string) => {
      const identity = parseIdentity(readFileSync(this.#pidFile(name), 'utf8'))
      if (identity) await endProcess(identity, name)
      rmSync(this.#pidFile(name), { force: true })
    }
    await Promise.all(names.map(endLeftover))
  }

  /** Does what starts a part, and keeps it so that `restart` can do it again. */
  async begin<T>(name: string, start: () => Promise<T>): Promise<T> {
    this.#starters.set(name, start)
    return start()
  }

  /** Ends a part that `begin` started, if it has not ended yet, and starts it again. */
  async restart(name: string): Promise<void> {
    const start = this.#starters.get(name)
    if (!start) throw new UserError(`There is no part ${name}`)
    const part = this.#parts.get(name)
    this.#parts.delete(name)
    if (part) await this.#end(part)
    await start()
  }

  /** Sends a message to a part of our own. It gets lost when the part does not run. */
  tell(name: string, message: object): void {
    this.#parts.get(name)?.tell(message)
  }

  /** Starts a part that is meant to stay. Throws a UserError when it cannot be run. */
  async start(options: PartOptions): Promise<Part> {
    const part = await this.#spawn(options)
    part.ended.then((how) => {
      if (this.#stopping || this.#parts.get(part.name) !== part) return
      this.#fail(new UserError(part.describe(`ended by itself (${how})`)))
    })
    return part
  }

  /** Runs a command to its end. Throws a UserError with its last words unless it ends with 0. */
  async run(options: PartOptions): Promise<void> {
    const part = await this.#spawn(options)
    const how = await part.ended
    this.#parts.delete(part.name)
    delete this.pids[part.name]
    rmSync(this.#pidFile(part.name), { force: true })
    if (how !== 'exit code 0') throw new UserError(part.describe(`failed (${how})`))
  }

  /** Ends every part, the last one first; safe to call twice. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll()
    return this.#stopping
  }

  async #spawn(options: PartOptions): Promise<Part> {
    if (this.#stopping) throw new UserError(`${options.name} was not started: stopping`)
    const starting = this.#launch(options)
    this.#starting.add(starting)
    try {
      return await starting
    } finally {
      this.#starting.delete(starting)
    }
  }

  async #launch(options: PartOptions): Promise<Part> {
    const { name } = options
    const part = await Part.start(options, join(this.#logs, `${name}.log`))
    this.#parts.set(name, part)
    this.pids[name] = part.pid
    const identity = identify(part.pid)
    if (identity) writeFileSync(this.#pidFile(name), JSON.stringify(identity))
    this.#tellPrograms()
    return part
  }

  #pidFile(name: string): string {
    return join(this.#pidFolder, `${name}.json`)
  }

  /** Our own servers notice when this process is killed; they then end the programs that do not. */
  #tellPrograms(): void {
    const parts = [...this.#parts.values()]
    const withoutChannel = parts.filter((part) => !part.child.channel)
    const programs = withoutChannel.flatMap((part) => identify(part.pid) ?? [])
    for (const part of parts) part.tell({ programs })
  }

  /** For a part that is not in the map any more: `stop` waits for it as well. */
  async #end(part: Part): Promise<void> {
    const ending = part.stop()
    this.#ending.add(ending)
    await ending
    this.#ending.delete(ending)
  }

  async #stopAll(): Promise<void> {
    await Promise.allSettled(this.#starting)
    const rank = (part: Part) => this.order.indexOf(part.name)
    for (const part of [...this.#parts.values()].sort((a, b) => rank(b) - rank(a))) {
      await part.stop()
      rmSync(this.#pidFile(part.name), { force: true })
    }
    await Promise.all(this.#ending)
  }
}
