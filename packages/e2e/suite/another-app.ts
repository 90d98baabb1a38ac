import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startApp } from '../src/app/app.ts'
import { freePort } from '../src/app/free-port.ts'
import { readTrips, type Trip } from '../src/guard/guard.ts'
import { expect, stage } from './test.ts'

/** The app with other variables or as a development server, beside the one that all tests share. */
export async function startAnother(script: 'start' | 'dev', env: Readonly<Record<string, string>>) {
  const url = `http://localhost:${await freePort()}`
  const logFile = join(stage.scratch, `${script}-${new URL(url).port}.log`)
  const guardLog = `${logFile}.guard`
  const server = await startApp({ app: stage.appDir, url, script, env, logFile, guardLog })
  async function stop() {
    await server.stop()
    expect(readTrips(guardLog).filter((trip) => !isVersionCheck(trip))).toEqual([])
  }
  return { url, stop, log: () => readFileSync(logFile, 'utf8') }
}

/** Next's development server asks npm, and cannot be told not to, whether there is a newer Next. */
const isVersionCheck = ({ target }: Trip) => target.endsWith('.npmjs.org:443')
