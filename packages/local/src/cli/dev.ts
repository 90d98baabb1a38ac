import { startApp } from './app.ts'
import { readArguments } from './arguments.ts'
import { foldersOf } from './folders.ts'
import { main } from './main.ts'
import { createProgress } from './progress.ts'
import { screen } from './screen.ts'
import { startStandIns } from './stand-ins.ts'

const usage =
  'pnpm dev <provider> [--fresh] [--port 3000] [--gateway-port 7130] [--emulator-port <port>]'

await main(async (stop) => {
  const args = readArguments(process.argv.slice(2), usage, false)
  const { provider, port } = args
  const { stateDir, example } = foldersOf(provider)
  const progress = createProgress(process.stdout)
  const print = (line: string) => {
    progress.clear()
    console.log(line)
  }
  const local = await startStandIns(args, progress.show, stop.signal)
  try {
    progress.show('Starting the app')
    const env = { ...process.env, ...local.env }
    const app = await startApp({
      folder: example,
      port,
      stateDir,
      env,
      onLine: print,
      signal: stop.signal,
    })
    const command = `pnpm dev ${provider?.name}`
    print(screen({ local, provider, stateDir, appUrl: `http://localhost:${port}`, command }))
    const outcome = await Promise.race([stop.first, local.failed, app.failed])
    await app.stop()
    if (outcome instanceof Error) throw outcome
    return 0
  } finally {
    progress.clear()
    await local.stop()
  }
})
