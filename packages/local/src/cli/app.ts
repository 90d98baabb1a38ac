import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { assertPortFree } from '../process/ports.ts'
import { Supervisor } from '../process/supervisor.ts'
import { UserError } from '../process/user-error.ts'

/** The example, served by `next dev`. */
export interface App {
  readonly failed: Promise<Error>
  stop(): Promise<void>
}

// What `next dev` says when all is well.
const chatter =
  /^\s*($|▲|- (Local|Network|Environments|Experiments)|[✓○]|(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S+ [1-4]\d\d |[└├│])/

/** Serves an example on that port of localhost and resolves when it answers. `onLine` gets what a
 * person should see of its output. Throws a UserError. */
export async function startApp(options: {
  folder: string
  port: number
  stateDir: string
  env: NodeJS.ProcessEnv
  onLine: (line: string) => void
  signal: AbortSignal
}): Promise<App> {
  const { folder, port, stateDir, env, onLine, signal } = options
  const next = join(folder, 'node_modules/next/dist/bin/next')
  if (!existsSync(next)) throw new UserError(`Next.js is not installed in ${folder}.`)

  const supervisor = new Supervisor(join(stateDir, 'app'), ['app'])
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
      onLine: (line) => chatter.test(line) || onLine(line),
    })
    await part.readyWhen(90_000, () => answers(`http://localhost:${port}/`))
    return app
  } catch (error) {
    await app.stop()
    throw error
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(60_000) })
    return true
  } catch {
    return false // not listening yet
  }
}
