import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, run } from '@insforge-auth-starters/local/runtime'
import { copySource, linkTree, startApp } from '../src/app.ts'
import { plainEnvironment } from '../src/environment.ts'
import { readTrips } from '../src/guard/guard.ts'
import { expect, stage } from './test.ts'

interface Another {
  /** The variables; those of the app that all tests share if left out. */
  env?: Readonly<Record<string, string>>
  /** Another folder than that of the app that all share. */
  app?: string
  /** An address that the provider has to know; a free port of this host if left out. */
  url?: string
  hostname?: string
}

/** Starts an app with other variables or as a development server, beside the one that all tests share,
 * and stops it after it was used. Fails if it tried to leave this machine. */
export async function withApp(
  script: 'start' | 'dev',
  { env = stage.env, app = stage.appDir, url, hostname = 'localhost' }: Another,
  use: (app: { url: string; log: () => string }) => Promise<void>,
): Promise<void> {
  const address = url ?? `http://${hostname}:${await freePort()}`
  const logFile = join(stage.scratch, `${script}-${new URL(address).port}.log`)
  const guardLog = `${logFile}.guard`
  const server = await startApp({ app, url: address, script, env, logFile, guardLog })
  try {
    await use({ url: address, log: () => readFileSync(logFile, 'utf8') })
  } finally {
    await server.stop()
  }
  // Next's development server asks npm for a newer Next, and cannot be told not to.
  const trips = readTrips(guardLog).filter(({ target }) => !target.endsWith('.npmjs.org:443'))
  expect(trips).toEqual([])
}

/**
 * Copies the example as it was installed and built into a folder that a test may change.
 *
 * @param purpose What is there to be built gets hard links to what is installed: Turbopack follows
 *   no link out of the app.
 */
export function copyApp(name: string, purpose: 'to run' | 'to build' = 'to run') {
  const app = `${stage.appDir}-${name}`
  // After a test that failed, those behind it begin anew.
  rmSync(app, { recursive: true, force: true })
  copySource(stage.appDir, app, 'node_modules', ...(purpose === 'to run' ? [] : ['.next']))
  const [from, to] = [join(stage.appDir, 'node_modules'), join(app, 'node_modules')]
  if (purpose === 'to run') symlinkSync(from, to)
  else {
    linkTree(from, to)
    // As a folder has it that was built in before.
    cpSync(join(stage.appDir, '.next/cache'), join(app, '.next/cache'), { recursive: true })
  }
  const type = (command: string, args: string[]) =>
    run(command, args, { cwd: app, env: plainEnvironment() })
  return { app, type }
}
