import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPackageJson } from '../package-json.ts'
import { listExamples, listPackages } from '../repository.ts'
import { readPlaywrightReport } from './playwright-report.ts'
import type { Tally } from './tally.ts'
import { readVitestReport } from './vitest-report.ts'

/** A set of tests with a report of its own. */
export interface Suite {
  /** Its name in the summary. */
  readonly name: string
  /** The turbo task that runs it, as `<package>#<task>`. */
  readonly task: string
  /** Where its runner writes the JSON report, relative to the root. */
  readonly report: string
  readonly read: (report: unknown) => Tally
}

const e2e = '@insforge-auth-starters/e2e'

/** What visits all examples in one browser. */
const together: Suite = {
  name: 'all',
  task: `${e2e}#e2e:all`,
  report: 'packages/e2e/reports/all.json',
  read: readPlaywrightReport,
}

/** Every suite of the repository: the unit tests of each package and each example, the browser suites
 * of each example, and one for all examples. */
export function listSuites(root: string): Suite[] {
  const folders = [
    ...listPackages(root).map((name) => `packages/${name}`),
    ...listExamples(root).map((name) => `examples/${name}`),
  ]
  const units = folders
    .map((folder) => ({ folder, member: readPackageJson(root, folder) }))
    .filter(({ member }) => member.scripts.test !== undefined)
    .map(({ folder, member }) => ({
      name: folder,
      task: `${member.name}#test`,
      report: `${folder}/reports/vitest.json`,
      read: readVitestReport,
    }))
  return [...units, ...listExamples(root).flatMap(browserSuites), together]
}

/** The parts of our own suite, and the smoke test that ships with the example. */
function browserSuites(example: string): Suite[] {
  return ['app', 'faults', 'after', 'smoke'].map((kind) => ({
    name: `${example}.${kind}`,
    task: `${e2e}#e2e:${example}`,
    report: `packages/e2e/reports/${example}.${kind}.json`,
    read: readPlaywrightReport,
  }))
}

/** What a suite's report says; undefined without a report. */
export function readReport(root: string, suite: Suite): Tally | undefined {
  const path = join(root, suite.report)
  return existsSync(path) ? suite.read(JSON.parse(readFileSync(path, 'utf8'))) : undefined
}
