import { start, startEvery } from './fixture.ts'

/** A run in a process of its own: tells its pids and variables, or why it does not start, then goes
 * on until it is killed. */
const [, , stateDir = '', what = ''] = process.argv
try {
  const local = await startWhat()
  process.once('SIGTERM', async () => {
    await local.stop()
    process.exit(0)
  })
  process.send?.({ pids: local.pids, env: local.env })
} catch (error) {
  process.send?.({ refusal: (error as Error).message }, () => process.exit(1))
}

async function startWhat() {
  if (what !== 'all') return start(stateDir)
  const { apps, ...local } = await startEvery(stateDir)
  return { ...local, env: Object.assign({}, local.env, ...apps.map(({ env }) => env)) }
}
