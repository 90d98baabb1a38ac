import { join } from 'node:path'
import { providers } from '../providers/index.ts'
import { startApps } from './app.ts'
import { readArguments } from './arguments.ts'
import { main } from './main.ts'
import { folders, pnpm } from './repository.ts'
import { screen } from './screen.ts'
import { startServices } from './start.ts'
import { createProgress, wrap } from './terminal.ts'

await main(async (stop) => {
  const args = readArguments(process.argv.slice(2), {
    command: `${pnpm} dev`,
    does: "Starts a local InsForge and the provider's emulator, and serves its starter.",
    others: { all: { title: `All ${providers.length} starters over one InsForge`, providers } },
    takesCommand: false,
  })
  if (args.help !== undefined) {
    console.log(args.help)
    return 0
  }
  const { name } = args
  const stateDir = folders.stateDir(name)
  const progress = createProgress(process.stdout)
  const print = (line: string) => {
    progress.clear()
    console.log(line)
  }
  const local = await startServices(args, folders, {
    onProgress: progress.show,
    onMigration: (line) => print(wrap(line)),
    signal: stop.signal,
  })
  try {
    const app = await startApps(local.apps, {
      supervisedIn: join(stateDir, 'app'),
      env: { ...process.env, ...local.env },
      onProgress: progress.show,
      onLine: print,
      signal: stop.signal,
    })
    print(screen({ local, stateDir, serves: true, command: `${pnpm} dev ${name}` }))
    const outcome = await Promise.race([stop.first, local.failed, app.failed])
    await app.stop()
    if (outcome instanceof Error) throw outcome
    return 0
  } finally {
    progress.clear()
    await local.stop()
  }
})
