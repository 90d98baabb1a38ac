import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readReport, type Suite } from './suites.ts'

/** How many tests a suite must have at least, by the suite's name. */
export type Minimums = Readonly<Record<string, number>>

const file = 'packages/tools/test-minimums.json'

/** The committed minimums. */
export function readMinimums(root: string): Minimums {
  const json: unknown = JSON.parse(readFileSync(join(root, file), 'utf8'))
  return z.record(z.string(), z.number().int().positive()).parse(json)
}

/** Lifts the minimum of every suite without a failure to the tests that it has now. Never lowers one. */
export function raiseMinimums(root: string, suites: readonly Suite[]): Minimums {
  const raised: Record<string, number> = { ...readMinimums(root) }
  for (const suite of suites) {
    const report = readReport(root, suite)
    if (report?.failures.length !== 0) continue
    raised[suite.name] = Math.max(raised[suite.name] ?? 1, report.passed)
  }
  const sorted = Object.fromEntries(Object.entries(raised).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(join(root, file), `${JSON.stringify(sorted, null, 2)}\n`)
  return sorted
}
