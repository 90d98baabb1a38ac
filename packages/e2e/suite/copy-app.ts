import { cpSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { linkTree } from '../src/app/prepared.ts'
import { plainEnvironment } from '../src/environment.ts'
import { run } from '../src/run.ts'
import { stage } from './test.ts'

/**
 * Copies the example as it was installed and built into a folder that a test may change.
 *
 * @param purpose What is there to be built gets hard links to what is installed: Turbopack follows
 *   no link out of the app.
 */
export function copyApp(name: string, purpose: 'to run' | 'to build' = 'to run') {
  const app = `${stage.appDir}-${name}`
  const left = purpose === 'to run' ? ['node_modules'] : ['node_modules', '.next']
  cpSync(stage.appDir, app, { recursive: true, filter: (path) => !left.includes(basename(path)) })
  const [from, to] = [join(stage.appDir, 'node_modules'), join(app, 'node_modules')]
  if (purpose === 'to run') symlinkSync(from, to)
  else linkTree(from, to)
  const type = (command: string, args: string[]) =>
    run(command, args, { cwd: app, env: plainEnvironment() })
  return { app, type }
}
