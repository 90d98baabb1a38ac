import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { assertPortFree } from '../runtime/ports.ts'
import { Supervisor } from '../runtime/supervisor.ts'
import { UserError } from '../runtime/user-error.ts'

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
   * page is compiled when somebody asks for it. */
  readonly startedWhen: 'answering' | 'listening'
  /** Gets what a person should see of its output. */
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
  if (!existsSync(next)) throw new UserError(`Next.js is not installed in ${folder}.`)

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
