import { runInTerminal } from '../runtime/run.ts'
import type { Together } from '../together.ts'
import { readArguments } from './arguments.ts'
import { fillEnvFile } from './env-file.ts'
import { main } from './main.ts'
import { screen } from './screen.ts'
import { type Folders, startServices } from './start.ts'
import { createProgress, wrap } from './terminal.ts'

/** Starts the services of one app, and runs a command beside them if there is one: what `pnpm local`
 * and the package's own command do. Ends the process. */
export async function runLocal(command: string, folders: Folders): Promise<void> {
  await main(async (stop) => {
    const args = readArguments(process.argv.slice(2), {
      command,
      does: "Starts a local InsForge and the provider's emulator, without the app.\nRuns the command, if there is one, with their variables, and stops after it.",
      others: { insforge: { title: 'InsForge alone', providers: [] } },
      takesCommand: true,
    })
    if (args.help !== undefined) {
      console.log(args.help)
      return 0
    }
    // The command's own output stays alone on stdout.
    const output = args.command.length ? process.stderr : process.stdout
    const print = (line: string) => void output.write(`${line}\n`)
    const progress = createProgress(output)
    const local = await startServices(args, folders, {
      onProgress: progress.show,
      onMigration: (line) => print(wrap(line)),
      signal: stop.signal,
    })
    try {
      progress.clear()
      const { name } = args
      const stateDir = folders.stateDir(name)
      print(screen({ local, stateDir, serves: false, command: `${command} ${name}` }))
      if (args.envFile) print(wrap(fillEnvFile(folders.appDir(name), environmentOf(local))))
      const interrupted = Promise.race([stop.first, failureOf(local)])
      if (args.command.length) {
        // Next would take another port when this one is taken, to which no sign-in returns.
        const env = { ...process.env, PORT: `${args.port}`, ...environmentOf(local) }
        return await runInTerminal(args.command, env, interrupted)
      }
      await interrupted
      return stop.signal.aborted ? 0 : 1
    } finally {
      await local.stop()
    }
  })
}

const environmentOf = ({ env, apps }: Together) => ({ ...env, ...apps[0]?.env })

/** Tells what ended by itself. */
async function failureOf({ failed }: Together) {
  console.error(wrap((await failed).message))
  return 'SIGTERM' as const
}
