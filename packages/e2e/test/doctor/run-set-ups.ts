import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Found, SetUp } from './set-up.ts'

/** Has the doctor of the example in the current folder look at set-ups, one after the other: they come
 * as JSON on stdin, and what was found leaves as JSON on stdout. */
const home = process.cwd()
const file = pathToFileURL(`${home}/doctor/check.ts`).href
const { check } = (await import(file)) as {
  check(options: SetUp['options']): AsyncIterable<Found>
}
const setUps = JSON.parse(readFileSync(0, 'utf8')) as SetUp[]
const names = new Set(setUps.flatMap(({ env }) => Object.keys(env)))
const now = Date.now
const results: Found[][] = []
for (const { env, clockSeconds = 0, folder = home, options = {} } of setUps) {
  for (const name of names) delete process.env[name]
  Object.assign(process.env, env)
  Date.now = () => now() + clockSeconds * 1000
  process.chdir(folder)
  const found: Found[] = []
  for await (const finding of check(options)) found.push(finding)
  results.push(found)
}
console.log(JSON.stringify(results))
