import { runInTerminal } from '../runtime/run.ts'
import { readArguments } from './arguments.ts'
import { main } from './main.ts'
import { screen } from './screen.ts'
import { startServices, stateFolder } from './start.ts'
import { createProgress, pnpm, wrap } from './terminal.ts'

await main(async (stop) => {
  const args = readArguments(process.argv.slice(2), {
    name: 'local',
    does: "Starts a local InsForge and the provider's emulator, without its starter.\nRuns the command, if there is one, with their variables, and stops after it.",
    others: { insforge: { title: 'InsForge alone', providers: [] } },
    takesCommand: true,
  })
  if (args.help !== undefined) {
    console.log(args.help)
    return 0
  }
  const { name, command } = args
  // The command's own output stays alone on stdout.
  const progress = createProgress(command.length ? process.stderr : process.stdout)
  const local = await startServices(args, progress.show, stop.signal)
  progress.clear()
  const failure = local.failed.then((error) => {
    console.error(wrap(error.message))
    return 'SIGTERM' as const
  })
  const interrupted = Promise.race([stop.first, failure])
  try {
    if (command.length) {
      const env = { ...process.env, ...local.env, ...local.apps[0]?.env }
      return await runInTerminal(command, env, interrupted)
    }
    const stateDir = stateFolder(name)
    console.log(screen({ local, stateDir, serves: false, command: `${pnpm} local ${name}` }))
    await interrupted
    return stop.signal.aborted ? 0 : 1
  } finally {
    await local.stop()
  }
})
