import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startApp } from '../src/app/app.ts'
import { freePort } from '../src/app/free-port.ts'
import { readTrips, type Trip } from '../src/guard/guard.ts'
import { expect, stage } from './test.ts'

/**
 * Starts the app with other variables or as a development server, beside the one that all tests
 * share.
 *
 * @param app Another folder than that of the app that all share.
 * @param port A port that the provider has to know.
 */
export async function startAnother(
  script: 'start' | 'dev',
  env: Readonly<Record<string, string>>,
  hostname = 'localhost',
  app = stage.appDir,
  port?: string,
) {
  const url = `http://${hostname}:${port ?? (await freePort())}`
  const logFile = join(stage.scratch, `${script}-${new URL(url).port}.log`)
  const guardLog = `${logFile}.guard`
  const server = await startApp({ app, url, script, env, logFile, guardLog })
  async function stop() {
    await server.stop()
    expect(readTrips(guardLog).filter((trip) => !isVersionCheck(trip))).toEqual([])
  }
  return { url, stop, log: () => readFileSync(logFile, 'utf8') }
}

/** Next's development server asks npm for a newer Next, and cannot be told not to. */
const isVersionCheck = ({ target }: Trip) => target.endsWith('.npmjs.org:443')
