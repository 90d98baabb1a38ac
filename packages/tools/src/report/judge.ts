import type { TaskResult, TurboRun } from '../turbo/summary.ts'
import type { Minimums } from './minimums.ts'
import { readReport, type Suite } from './suites.ts'
import { sum, type Tally } from './tally.ts'

/**
 * What a turbo run came to: the sum of its suites' own reports, and one for each task that is no
 * suite. `suites` are those that the run had to run.
 */
export function judge(
  root: string,
  run: TurboRun,
  suites: readonly Suite[],
  minimums: Minimums,
): Tally {
  const suiteTasks = new Set(suites.map((suite) => suite.task))
  const tally = sum([
    ...run.tasks.filter((task) => !suiteTasks.has(task.id)).map(judgeTask),
    ...[...suiteTasks].map((id) => judgeSuites(root, id, run, suites, minimums)),
  ])
  if (run.exitCode === 0 || tally.failures.length > 0) return tally
  return { ...tally, failures: [`turbo ended with ${run.exitCode}, though no task failed`] }
}

function judgeTask(task: TaskResult): Tally {
  return task.succeeded
    ? { passed: 1, failures: [] }
    : { passed: 0, failures: [`${task.id} failed`] }
}

function judgeSuites(
  root: string,
  id: string,
  run: TurboRun,
  suites: readonly Suite[],
  minimums: Minimums,
): Tally {
  const tally = sum(
    suites
      .filter((suite) => suite.task === id)
      .map((suite) => judgeReport(suite, readReport(root, suite), minimums[suite.name])),
  )
  const succeeded = run.tasks.some((task) => task.id === id && task.succeeded)
  if (succeeded || tally.failures.length > 0) return tally
  return { ...tally, failures: [`${id} failed, though none of its tests did`] }
}

/** One suite's report against its committed minimum. */
export function judgeReport(
  suite: Suite,
  report: Tally | undefined,
  minimum: number | undefined,
): Tally {
  if (!report) return { passed: 0, failures: [`${suite.name}: no report at ${suite.report}`] }
  const failures = report.failures.map((failure) => `${suite.name}: ${failure}`)
  const tests = report.passed + failures.length
  if (minimum === undefined) {
    failures.push(`${suite.name}: has no minimum yet; write it with: pnpm test --raise`)
  } else if (tests < minimum) {
    failures.push(`${suite.name}: ${tests} tests, and test-minimums.json asks for ${minimum}`)
  }
  return { passed: report.passed, failures }
}
