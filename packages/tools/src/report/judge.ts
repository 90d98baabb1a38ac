import type { TaskResult, TurboRun } from '../turbo/summary.ts'
import { readReport, type Suite } from './suites.ts'
import { sum, type Tally } from './tally.ts'

/**
 * The result of a turbo run: the sum of its suites' reports, and one for each other task. `suites`
 * are those that had to run. A suite without a report or without tests is a failure, and so is a
 * task that failed though its tests passed.
 */
export function judge(root: string, run: TurboRun, suites: readonly Suite[]): Tally {
  const suiteTasks = new Set(suites.map((suite) => suite.task))
  const tally = sum([
    ...run.tasks.filter((task) => !suiteTasks.has(task.id)).map(judgeTask),
    ...[...suiteTasks].map((id) => judgeSuites(root, id, run, suites)),
  ])
  if (run.exitCode === 0 || tally.failures.length > 0) return tally
  return { ...tally, failures: [`turbo ended with ${run.exitCode}, though no task failed`] }
}

function judgeTask(task: TaskResult): Tally {
  return task.succeeded
    ? { passed: 1, failures: [] }
    : { passed: 0, failures: [`${task.id} failed`] }
}

function judgeSuites(root: string, id: string, run: TurboRun, suites: readonly Suite[]): Tally {
  const own = suites.filter((suite) => suite.task === id)
  const tally = sum(own.map((suite) => judgeReport(suite, readReport(root, suite))))
  const succeeded = run.tasks.some((task) => task.id === id && task.succeeded)
  if (succeeded || tally.failures.length > 0) return tally
  return { ...tally, failures: [`${id} failed, though none of its tests did`] }
}

function judgeReport(suite: Suite, report: Tally | undefined): Tally {
  if (!report) return { passed: 0, failures: [`${suite.name}: no report at ${suite.report}`] }
  const failures = report.failures.map((failure) => `${suite.name}: ${failure}`)
  const isEmpty = report.passed === 0 && failures.length === 0
  return { passed: report.passed, failures: isEmpty ? [`${suite.name}: has no tests`] : failures }
}
