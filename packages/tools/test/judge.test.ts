import { describe, expect, test } from 'vitest'
import { judge } from '../src/report/judge.ts'
import { raiseMinimums, readMinimums } from '../src/report/minimums.ts'
import { listSuites, type Suite } from '../src/report/suites.ts'
import type { TurboRun } from '../src/turbo/summary.ts'
import { playwrightReport, vitestReport } from './reports.ts'
import { temporaryRepository } from './temporary-repository.ts'

const minimums = { all: 1, local: 2, 'one.hard': 1, 'one.smoke': 1 }
const reports = {
  'packages/local/reports/vitest.json': vitestReport({ a: 'passed', b: 'passed' }),
  'packages/e2e/reports/all.json': playwrightReport({ a: 'expected' }),
  'packages/e2e/reports/one.hard.json': playwrightReport({ a: 'expected' }),
  'packages/e2e/reports/one.smoke.json': playwrightReport({ a: 'expected' }),
}

/** A repository of one package and one example, with planted reports. */
function planted(changes: Readonly<Record<string, unknown>> = {}) {
  const files = {
    'packages/local/package.json': { name: 'local', scripts: { test: 'vitest run' } },
    'examples/one/package.json': { name: 'one' },
    'packages/tools/test-minimums.json': minimums,
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
  const ids = ['local#typecheck', 'local#test', `${e2e}#e2e:one`, `${e2e}#e2e:all`]
  const tasks = ids.map((id) => ({ id, task: id, succeeded: id !== failed, cached: false }))
  return { exitCode, tasks }
}

const failuresOf = ({ root, suites }: { root: string; suites: Suite[] }, result = run()) =>
  judge(root, result, suites, minimums).failures

describe('the sum', () => {
  test('adds the tests of every report and one for each task that is no suite', () => {
    const { root, suites } = planted()
    expect(judge(root, run(), suites, minimums)).toEqual({ passed: 6, failures: [] })
  })

  test('counts a check that failed', () => {
    const result = run({ exitCode: 1, failed: 'local#typecheck' })
    expect(failuresOf(planted(), result)).toEqual(['local#typecheck failed'])
  })

  test('counts a skipped test as failed', () => {
    const report = vitestReport({ a: 'passed', b: 'skipped' })
    const repository = planted({ 'packages/local/reports/vitest.json': report })
    expect(failuresOf(repository)).toEqual(['local: b (skipped)'])
  })

  test('counts a missing report as a failure', () => {
    const repository = planted({ 'packages/e2e/reports/one.smoke.json': undefined })
    expect(failuresOf(repository)).toEqual([
      'one.smoke: no report at packages/e2e/reports/one.smoke.json',
    ])
  })

  test('counts fewer tests than the minimum as a failure', () => {
    const report = vitestReport({ a: 'passed' })
    const repository = planted({ 'packages/local/reports/vitest.json': report })
    expect(failuresOf(repository)).toEqual(['local: 1 tests, and test-minimums.json asks for 2'])
  })

  test('asks for a minimum where none is committed', () => {
    const { root, suites } = planted()
    const { failures } = judge(root, run(), suites, { ...minimums, local: undefined as never })
    expect(failures).toEqual(['local: has no minimum yet; write it with: pnpm test --raise'])
  })

  test('counts a crash after the last test as a failure', () => {
    const result = run({ exitCode: 1, failed: 'local#test' })
    expect(failuresOf(planted(), result)).toEqual([
      'local#test failed, though none of its tests did',
    ])
  })

  test('counts a suite that turbo never came to', () => {
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

describe('the minimums', () => {
  test('are raised to what a green suite has, and never lowered', () => {
    const { root, suites } = planted({
      'packages/local/reports/vitest.json': vitestReport({ a: 'passed' }),
      'packages/e2e/reports/one.hard.json': playwrightReport({ a: 'expected', b: 'expected' }),
    })
    raiseMinimums(root, suites)
    expect(readMinimums(root)).toEqual({ ...minimums, 'one.hard': 2 })
  })

  test('stay as they are for a suite that failed', () => {
    const report = vitestReport({ a: 'passed', b: 'passed', c: 'passed', d: 'failed' })
    const { root, suites } = planted({ 'packages/local/reports/vitest.json': report })
    raiseMinimums(root, suites)
    expect(readMinimums(root)).toEqual(minimums)
  })
})
