import { start } from './fixture.ts'

/** A run in a process of its own: tells its pids and variables, then goes on until it is killed. */
const [, , stateDir = ''] = process.argv
const local = await start(stateDir)
process.once('SIGTERM', async () => {
  await local.stop()
  process.exit(0)
})
process.send?.({ pids: local.pids, env: local.env })
