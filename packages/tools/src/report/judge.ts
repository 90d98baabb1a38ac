import { listMembers, readIfThere, readPackageJson } from '../repository.ts'
import type { TaskResult, TurboRun } from '../turbo.ts'
import {
  type Report,
  readPlaywrightTests,
  readVitestTests,
  sum,
  type Tally,
  tallyOf,
} from './reports.ts'

/** A set of tests with a report of its own. */
export interface Suite {
  /** Its name in the summary. */
  readonly name: string
  /** The turbo task that runs it, as `<package>#<task>`. */
  readonly task: string
  /** Where its runner writes the JSON report, relative to the root. */
  readonly report: string
  readonly read: (report: unknown) => Report
}

/** The suites that these turbo tasks run: unit tests of packages and examples, or browser suites. */
export function suitesOf(root: string, tasks: readonly string[]): Suite[] {
  return tasks.flatMap((task) => {
    if (task === 'test') return unitSuites(root)
    const [, example] = /^e2e:(.+)/.exec(task) ?? []
    if (example === undefined) return []
    // Our own suite in three parts, and the smoke test that ships with the example.
    const kinds = ['app', 'faults', 'after', 'smoke'].map((kind) => `${example}.${kind}`)
    return (['all', 'portable'].includes(example) ? [example] : kinds).map((name) => ({
      name,
      task: `@insforge-auth-starters/e2e#${task}`,
      report: `packages/e2e/reports/${name}.json`,
      read: readPlaywrightTests,
    }))
  })
}

function unitSuites(root: string): Suite[] {
  return listMembers(root).flatMap((folder) => {
    if (folder === '.') return []
    const { name, scripts } = readPackageJson(root, folder)
    const suite = { name: folder, task: `${name}#test`, report: `${folder}/reports/vitest.json` }
    return scripts.test === undefined ? [] : [{ ...suite, read: readVitestTests }]
  })
}

/**
 * The result of a turbo run: the sum of its suites' reports, and one for each other task. `suites`
 * are those that had to run. A suite without a report or without tests is a failure, and so is a
 * task that failed though its tests passed.
 */
export function judge(root: string, run: TurboRun, suites: readonly Suite[]): Tally {
  const suiteTasks = new Set(suites.map(({ task }) => task))
  const tally = sum([
    ...run.tasks.filter(({ id }) => !suiteTasks.has(id)).map(judgeTask),
    ...[...suiteTasks].map((id) => judgeSuites(root, id, run, suites)),
  ])
  if (run.exitCode === 0 || tally.failures.length > 0) return tally
  return { ...tally, failures: [`turbo ended with ${run.exitCode}, though no task failed`] }
}

function judgeTask({ id, succeeded }: TaskResult): Tally {
  return succeeded ? { passed: 1, failures: [] } : { passed: 0, failures: [`${id} failed`] }
}

function judgeSuites(root: string, id: string, run: TurboRun, suites: readonly Suite[]): Tally {
  const own = suites.filter(({ task }) => task === id)
  const tally = sum(own.map((suite) => judgeReport(root, suite)))
  const succeeded = run.tasks.some((task) => task.id === id && task.succeeded)
  if (succeeded || tally.failures.length > 0) return tally
  return { ...tally, failures: [`${id} failed, though none of its tests did`] }
}

function judgeReport(root: string, { name, report, read }: Suite): Tally {
  const text = readIfThere(root, report)
  if (text === undefined) return { passed: 0, failures: [`${name}: no report at ${report}`] }
  const { passed, failures } = tallyOf(read(JSON.parse(text)))
  if (passed + failures.length === 0) return { passed, failures: [`${name}: has no tests`] }
  return { passed, failures: failures.map((failure) => `${name}: ${failure}`) }
}
