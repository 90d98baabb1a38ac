import type { ProcessIdentity } from './identity.ts'
import { endProcess } from './pidfiles.ts'

/** A server as it runs in a process of its own. */
export interface Served {
  close(): Promise<void>
}

/** What the parent tells a child: once what to serve, and whenever it changes which programs run
 * beside it that know nothing of us. */
export type ChildMessage<Config> =
  | { readonly config: Config }
  | { readonly programs: readonly ProcessIdentity[] }

/** The life of a child that startNodePart started: takes one configuration, serves, says so, and
 * ends when it is told to or when the parent is gone. */
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

  process.on('message', (message: ChildMessage<Config>) => {
    if ('programs' in message) programs = message.programs
    else start(message.config)
  })
  // The parent was killed. The next start would clean up, but there may be none, or the pidfiles may
  // be gone together with the state folder.
  process.once('disconnect', async () => {
    served?.close().catch(console.error) // frees the port at once
    const ends = await Promise.allSettled(
      programs.map((program) => endProcess(program, 'a program')),
    )
    for (const end of ends) if (end.status === 'rejected') console.error(end.reason)
    process.exit(0)
  })
}
