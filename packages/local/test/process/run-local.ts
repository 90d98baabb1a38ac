import { start } from './fixture.ts'

/** A run in a process of its own: tells its pids and variables, or why it does not start, then goes
 * on until it is killed. */
const [, , stateDir = ''] = process.argv
try {
  const local = await start(stateDir)
  process.once('SIGTERM', async () => {
    await local.stop()
    process.exit(0)
  })
  process.send?.({ pids: local.pids, env: local.env })
} catch (error) {
  process.send?.({ refusal: (error as Error).message }, () => process.exit(1))
}
