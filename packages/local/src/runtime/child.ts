import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { endProcess, type ProcessIdentity } from './identity.ts'
import type { Served } from './listen.ts'
import { ownEnvironment } from './run.ts'
import type { Supervisor } from './supervisor.ts'
import { UserError } from './user-error.ts'

/** What the parent tells a child: once what to serve, and at every change which programs run beside
 * it that have no IPC channel. A child may be told more, which it listens for itself. */
interface Message<Config> {
  readonly config?: Config
  readonly programs?: readonly ProcessIdentity[]
}

const packageRoot = fileURLToPath(new URL('../..', import.meta.url))

/** How Node runs one of our scripts: as it is where this was built for npm, with tsx in the repository. */
function commandFor(entry: URL): readonly string[] {
  const extension = extname(import.meta.url)
  const script = fileURLToPath(entry).replace(/\.ts$/, extension)
  if (extension !== '.ts') return [script]
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return ['--import', tsx, script]
}

/** Starts a script that calls `serveAsChild` as a part, hands it its configuration over IPC (so that
 * no secret is in a command line or an environment) and waits until it listens. `entry` ends in `.ts`
 * wherever this runs. Throws a UserError. */
export async function startChild(
  supervisor: Supervisor,
  name: string,
  entry: URL,
  config: unknown,
): Promise<void> {
  const part = await supervisor.start({
    name,
    command: process.execPath,
    args: commandFor(entry),
    cwd: packageRoot,
    env: ownEnvironment(),
    ipc: true,
  })
  const answer = await new Promise<{ error?: string; ended?: string }>((resolve) => {
    part.child.once('message', resolve)
    part.ended.then((how) => resolve({ ended: how }))
    part.tell({ config })
  })
  if (answer.ended !== undefined) throw new UserError(part.describe(`ended (${answer.ended})`))
  if (answer.error !== undefined) throw new UserError(answer.error)
}

/** The life of a child: takes one configuration, serves, reports it, and ends when it is told to or
 * when the parent is gone. */
export function serveAsChild<Config>(serve: (config: Config) => Promise<Served>): void {
  let programs: readonly ProcessIdentity[] = []
  let served: Served | undefined

  async function start(config: Config): Promise<void> {
    try {
      served = await serve(config)
      process.once('SIGTERM', async () => {
        await served?.close()
        process.exit(0)
      })
      process.send?.({ ready: true })
    } catch (error) {
      console.error(error)
      process.send?.({ error: error instanceof Error ? error.message : String(error) })
    }
  }

  process.on('message', (message: Message<Config>) => {
    if (message.programs) programs = message.programs
    if (message.config) start(message.config)
  })
  // The parent was killed. The next start would clean up, but there may be none, or the pidfiles may
  // be gone together with the state folder.
  process.once('disconnect', async () => {
    served?.close().catch(console.error) // frees the port at once
    const ends = await Promise.allSettled(programs.map((each) => endProcess(each, 'a program')))
    for (const end of ends) if (end.status === 'rejected') console.error(end.reason)
    process.exit(0)
  })
}
