import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { plainEnvironment } from '../environment.ts'
import { guardEnvironment } from '../guard/guard.ts'
import { type Background, run, start } from '../run.ts'
import { waitForAnswer } from './wait.ts'

/** Installs a copied-out example with npm from its own lockfile. */
export async function install(app: string): Promise<void> {
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: app, env: plainEnvironment() })
}

/** Builds an installed example without any variable set. */
export async function build(app: string, guardLog: string): Promise<void> {
  const env = { ...plainEnvironment(), ...guardEnvironment(guardLog) }
  await run('npm', ['run', 'build'], { cwd: app, env })
}

/** Where and with what an app is started. */
export interface AppOptions {
  app: string
  url: string
  /** `npm run start` for what was built, `npm run dev` for the development server. */
  script: 'start' | 'dev'
  /** The variables that there are; the app gets those that its `.env.example` names, like its owner. */
  env: Readonly<Record<string, string>>
  logFile: string
  guardLog: string
}

function namedIn(app: string, env: Readonly<Record<string, string>>) {
  const example = readFileSync(join(app, '.env.example'), 'utf8')
  const names = new Set(Array.from(example.matchAll(/^(?:# )?(\w+)=/gm), ([, name]) => name))
  return Object.fromEntries(Object.entries(env).filter(([name]) => names.has(name)))
}

/** Starts an example and waits until it answers. */
export async function startApp(options: AppOptions): Promise<Background> {
  const { app, url, script, env, logFile, guardLog } = options
  const { hostname, port } = new URL(url)
  const server = start('npm', ['run', script, '--', '--hostname', hostname, '--port', port], {
    cwd: app,
    env: { ...plainEnvironment(), ...namedIn(app, env), ...guardEnvironment(guardLog) },
    logFile,
  })
  try {
    await waitForAnswer(url, server.ended)
  } catch (error) {
    await server.stop()
    throw new Error(`The app did not start; its log is ${logFile}`, { cause: error })
  }
  return server
}
