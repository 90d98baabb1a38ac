import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { assertPortFree } from '../runtime/ports.ts'
import { Supervisor } from '../runtime/supervisor.ts'
import { UserError } from '../runtime/user-error.ts'
import type { RunningApp } from '../together.ts'
import { folders, pnpm } from './repository.ts'

/** An example, served by `next dev`. */
export interface App {
  readonly failed: Promise<Error>
  stop(): Promise<void>
}

/** What to serve and how. */
export interface AppOptions {
  /** The example. */
  readonly folder: string
  readonly port: number
  /** For its log and its pid; of no other app. */
  readonly supervisedIn: string
  readonly env: NodeJS.ProcessEnv
  /** Whether it counts as started when its first page has been compiled, or when it listens: each
   * page is compiled at its first request. */
  readonly startedWhen: 'answering' | 'listening'
  /** Gets what is worth showing of its output. */
  readonly onLine: (line: string) => void
  readonly signal: AbortSignal
}

// What `next dev` says when all is well.
const chatter =
  /^\s*($|▲|- (Local|Network|Environments|Experiments)|[✓○]|(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S+ [1-4]\d\d |[└├│])/

/** Serves an example on that port of localhost. Throws a UserError. */
export async function startApp(options: AppOptions): Promise<App> {
  const { folder, port, supervisedIn, env, startedWhen, onLine, signal } = options
  const next = join(folder, 'node_modules/next/dist/bin/next')
  if (!existsSync(next))
    throw new UserError(`Next.js is not installed in ${folder}. Run: ${pnpm} install`)

  const supervisor = new Supervisor(supervisedIn, ['app'])
  const app = { failed: supervisor.failed, stop: () => supervisor.stop() }
  signal.addEventListener('abort', app.stop, { once: true })
  try {
    await supervisor.endLeftovers()
    await assertPortFree(port, 'the app', 'Free it, or choose another one with --port.')
    const part = await supervisor.start({
      name: 'app',
      command: process.execPath,
      // By name: bound to 127.0.0.1, Next would send visitors of localhost there, without cookies.
      args: [next, 'dev', '--hostname', 'localhost', '--port', `${port}`],
      cwd: folder,
      env: { ...env, NEXT_TELEMETRY_DISABLED: '1' },
      onLine: (line) => chatter.test(stripVTControlCharacters(line)) || onLine(line),
    })
    await part.readyWhen(300_000, () => has[startedWhen](port))
    return app
  } catch (error) {
    await app.stop()
    throw error
  }
}

/** Serves the examples of these apps. */
export async function startApps(
  apps: readonly RunningApp[],
  options: Pick<AppOptions, 'supervisedIn' | 'env' | 'signal'> & {
    readonly onProgress: (line: string) => void
    /** Gets what is worth showing of their output. */
    readonly onLine: (line: string) => void
  },
): Promise<App> {
  return inTurn(apps, (app) => {
    const { name, title } = app.provider
    const others = apps.length > 1
    options.onProgress(others ? `Starting the app for ${title}` : 'Starting the app')
    return startApp({
      folder: folders.appDir(name),
      port: Number(new URL(app.appUrl).port),
      supervisedIn: others ? `${options.supervisedIn}/${name}` : options.supervisedIn,
      env: { ...options.env, ...app.env },
      // Several compilers at once would have a small machine at its limit for a minute.
      startedWhen: others ? 'listening' : 'answering',
      onLine: (line) => options.onLine(others ? `${name}: ${line}` : line),
      signal: options.signal,
    })
  })
}

/** Starts one after the other, as one; stops what was started when one does not start. */
export async function inTurn<T>(
  items: readonly T[],
  start: (item: T) => Promise<App>,
): Promise<App> {
  const started: App[] = []
  const stop = async () => {
    await Promise.all(started.map((app) => app.stop()))
  }
  try {
    for (const item of items) started.push(await start(item))
    return { failed: Promise.race(started.map(({ failed }) => failed)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const has = {
  async answering(port: number): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(240_000)
      await fetch(`http://localhost:${port}/`, { redirect: 'manual', signal })
      return true
    } catch {
      return false // not listening yet
    }
  },

  async listening(port: number): Promise<boolean> {
    const socket = connect({ port, host: 'localhost' })
    try {
      await once(socket, 'connect')
      return true
    } catch {
      return false // not listening yet
    } finally {
      socket.destroy()
    }
  },
}
