import { runInTerminal } from '../runtime/run.ts'
import { readArguments } from './arguments.ts'
import { stateFolder } from './folders.ts'
import { main } from './main.ts'
import { createProgress } from './progress.ts'
import { screen } from './screen.ts'
import { startStandIns } from './stand-ins.ts'

const usage =
  'pnpm local <provider|insforge> [--fresh] [--port 3000] [--gateway-port 7130] [--emulator-port <port>] [-- command …]'
const insforge = { title: 'InsForge alone', providers: [] }

await main(async (stop) => {
  const args = readArguments(process.argv.slice(2), usage, { insforge })
  const { name, command } = args
  // The command's own output stays alone on stdout.
  const progress = createProgress(command.length ? process.stderr : process.stdout)
  const local = await startStandIns(args, progress.show, stop.signal)
  progress.clear()
  const failure = local.failed.then((error) => {
    console.error(error.message)
    return 'SIGTERM' as const
  })
  const interrupted = Promise.race([stop.first, failure])
  try {
    if (command.length) {
      const env = { ...process.env, ...local.env, ...local.apps[0]?.env }
      return await runInTerminal(command, env, interrupted)
    }
    const stateDir = stateFolder(name)
    console.log(screen({ local, stateDir, serves: false, command: `pnpm local ${name}` }))
    await interrupted
    return stop.signal.aborted ? 0 : 1
  } finally {
    await local.stop()
  }
})
