/** A server as it runs in a process of its own. */
export interface Served {
  close(): Promise<void>
}

/** The life of a child that startNodePart started: takes one configuration, serves, says so, and
 * ends when it is told to or when the parent is gone. */
export function serveAsChild<Config>(serve: (config: Config) => Promise<Served>): void {
  process.once('disconnect', () => process.exit(0))
  process.once('message', async (config) => {
    try {
      const served = await serve(config as Config)
      process.once('SIGTERM', async () => {
        await served.close()
        process.exit(0)
      })
      process.send?.({ ready: true })
    } catch (error) {
      console.error(error)
      process.send?.({ error: error instanceof Error ? error.message : String(error) })
    }
  })
}
