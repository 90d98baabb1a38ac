import { describe, expect, test } from 'vitest'
import { judge } from '../src/report/judge.ts'
import { listSuites, type Suite } from '../src/report/suites.ts'
import type { TurboRun } from '../src/turbo/summary.ts'
import { playwrightReport, vitestReport } from './reports.ts'
import { temporaryRepository } from './temporary-repository.ts'

const reports = {
  'packages/local/reports/vitest.json': vitestReport({ a: 'passed', b: 'passed' }),
  'examples/one/reports/vitest.json': vitestReport({ a: 'passed' }),
  'packages/e2e/reports/all.json': playwrightReport({ a: 'expected' }),
  'packages/e2e/reports/one.app.json': playwrightReport({ a: 'expected' }),
  'packages/e2e/reports/one.faults.json': playwrightReport({ a: 'expected' }),
  'packages/e2e/reports/one.after.json': playwrightReport({ a: 'expected' }),
  'packages/e2e/reports/one.smoke.json': playwrightReport({ a: 'expected' }),
}

/** A repository of one package and one example, with planted reports. */
function planted(changes: Readonly<Record<string, unknown>> = {}) {
  const files = {
    'packages/local/package.json': { name: 'local', scripts: { test: 'vitest run' } },
    'examples/one/package.json': { name: 'one', scripts: { test: 'vitest run' } },
    ...reports,
    ...changes,
  }
  const root = temporaryRepository(
    Object.fromEntries(Object.entries(files).filter(([, content]) => content !== undefined)),
  )
  return { root, suites: listSuites(root) }
}

function run({ exitCode = 0, failed = '' } = {}): TurboRun {
  const e2e = '@insforge-auth-starters/e2e'
  const ids = ['local#typecheck', 'local#test', 'one#test', `${e2e}#e2e:one`, `${e2e}#e2e:all`]
  const tasks = ids.map((id) => ({ id, task: id, succeeded: id !== failed, cached: false }))
  return { exitCode, tasks }
}

const failuresOf = ({ root, suites }: { root: string; suites: Suite[] }, result = run()) =>
  judge(root, result, suites).failures

describe('the sum', () => {
  test('adds the tests of every report and one for each other task', () => {
    const { root, suites } = planted()
    expect(judge(root, run(), suites)).toEqual({ passed: 9, failures: [] })
  })

  test('counts a check that failed', () => {
    const result = run({ exitCode: 1, failed: 'local#typecheck' })
    expect(failuresOf(planted(), result)).toEqual(['local#typecheck failed'])
  })

  test.each(['skipped', 'todo', 'pending'])('counts a test that is %s as failed', (status) => {
    const report = vitestReport({ a: 'passed', b: status })
    const repository = planted({ 'packages/local/reports/vitest.json': report })
    expect(failuresOf(repository)).toEqual([`packages/local: b (${status})`])
  })

  test('counts a browser test that never started as failed', () => {
    const report = playwrightReport({ a: 'expected', b: 'skipped' })
    const repository = planted({ 'packages/e2e/reports/one.app.json': report })
    expect(failuresOf(repository)).toEqual(['one.app: some.spec.ts › a › b (skipped)'])
  })

  test('counts a missing report as a failure', () => {
    const repository = planted({ 'packages/e2e/reports/one.smoke.json': undefined })
    expect(failuresOf(repository)).toEqual([
      'one.smoke: no report at packages/e2e/reports/one.smoke.json',
    ])
  })

  test.each([
    ['packages/local', 'packages/local/reports/vitest.json', vitestReport({})],
    ['examples/one', 'examples/one/reports/vitest.json', vitestReport({})],
    ['one.app', 'packages/e2e/reports/one.app.json', playwrightReport({})],
  ])('counts %s without a single test as a failure', (suite, path, report) => {
    expect(failuresOf(planted({ [path]: report }))).toEqual([`${suite}: has no tests`])
  })

  test('counts a runner that ended badly as a failure, though its tests passed', () => {
    const result = run({ exitCode: 1, failed: 'local#test' })
    expect(failuresOf(planted(), result)).toEqual([
      'local#test failed, though none of its tests did',
    ])
  })

  test('counts a suite that turbo never started', () => {
    const result = { exitCode: 1, tasks: [] }
    expect(failuresOf(planted(), result)).toContain(
      'local#test failed, though none of its tests did',
    )
  })

  test('counts a turbo that fails without a failed task', () => {
    expect(failuresOf(planted(), run({ exitCode: 1 }))).toEqual([
      'turbo ended with 1, though no task failed',
    ])
  })
})
