import { join } from 'node:path'
import { providers } from '../providers/index.ts'
import { startApps } from './apps.ts'
import { readArguments } from './arguments.ts'
import { stateFolder } from './folders.ts'
import { main } from './main.ts'
import { createProgress } from './progress.ts'
import { screen } from './screen.ts'
import { startStandIns } from './stand-ins.ts'

const usage =
  'pnpm dev <provider|all> [--fresh] [--port 3000] [--gateway-port 7130] [--emulator-port <port>]'
const all = { title: `All ${providers.length} starters over one InsForge`, providers }

await main(async (stop) => {
  const args = readArguments(process.argv.slice(2), usage, { all })
  const { name } = args
  const stateDir = stateFolder(name)
  const progress = createProgress(process.stdout)
  const print = (line: string) => {
    progress.clear()
    console.log(line)
  }
  const local = await startStandIns(args, progress.show, stop.signal)
  try {
    const app = await startApps(local.apps, {
      supervisedIn: join(stateDir, 'app'),
      env: { ...process.env, ...local.env },
      onProgress: progress.show,
      onLine: print,
      signal: stop.signal,
    })
    print(screen({ local, stateDir, serves: true, command: `pnpm dev ${name}` }))
    const outcome = await Promise.race([stop.first, local.failed, app.failed])
    await app.stop()
    if (outcome instanceof Error) throw outcome
    return 0
  } finally {
    progress.clear()
    await local.stop()
  }
})
