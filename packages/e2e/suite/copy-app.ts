import { cpSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { plainEnvironment } from '../src/environment.ts'
import { run } from '../src/run.ts'
import { stage } from './test.ts'

/** The example as it was installed and built, in a folder that a test may change. */
export function copyApp(name: string) {
  const app = `${stage.appDir}-${name}`
  const mine = (path: string) => basename(path) !== 'node_modules'
  cpSync(stage.appDir, app, { recursive: true, filter: mine })
  symlinkSync(join(stage.appDir, 'node_modules'), join(app, 'node_modules'))
  const type = (command: string, args: string[]) =>
    run(command, args, { cwd: app, env: plainEnvironment() })
  return { app, type }
}
