import { pathToFileURL } from 'node:url'
import type { Found, SetUp } from './set-up.ts'

/** Has the doctor of the example in the current folder look at set-ups, one after the other, for as
 * long as the process that started this one asks. */
const home = process.cwd()
const file = pathToFileURL(`${home}/doctor/check.ts`).href
const { check } = (await import(file)) as {
  check(options: SetUp['options']): AsyncIterable<Found>
}
const now = Date.now
let names: string[] = []

async function lookAt({ env, clockSeconds = 0, folder = home, options = {} }: SetUp) {
  for (const name of names) delete process.env[name]
  names = Object.keys(env)
  Object.assign(process.env, env)
  Date.now = () => now() + clockSeconds * 1000
  process.chdir(folder)
  const found: Found[] = []
  for await (const finding of check(options)) found.push(finding)
  return found
}

process.on('message', async (setUps: SetUp[]) => {
  const results: Found[][] = []
  for (const setUp of setUps) results.push(await lookAt(setUp))
  process.send?.(results)
})
