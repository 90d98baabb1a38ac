import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judge, suitesOf } from '../src/report/judge.ts'
import { listPhases, removeReports } from '../src/report/phases.ts'
import { readPlaywrightTests, readVitestTests, tallyOf } from '../src/report/reports.ts'
import { parseSummary, type TurboRun } from '../src/turbo.ts'
import { temporaryRepository } from './temporary-repository.ts'

/** A report as vitest's `json` reporter writes it: test name → status. */
function vitestReport(tests: Readonly<Record<string, string>>, status = 'passed') {
  const assertionResults = Object.entries(tests).map(([fullName, status]) => ({
    ...{ fullName, status, failureMessages: status === 'failed' ? ['\u001b[31mno\n'] : [] },
  }))
  return { testResults: [{ name: 'some.test.ts', status, assertionResults }] }
}

/** A report as Playwright's `json` reporter writes it: test name → status, two suites deep. */
function playwrightReport(tests: Readonly<Record<string, string>>, expectedStatus = 'passed') {
  const specs = Object.entries(tests).map(([title, status]) => ({
    title,
    tests: [{ expectedStatus, status, results: [{ errors: status === 'unexpected' ? [{}] : [] }] }],
  }))
  const suites = [{ title: 'some.spec.ts', specs: [], suites: [{ title: 'a', specs }] }]
  return { suites, errors: expectedStatus === 'broken' ? [{ message: 'no server' }] : [] }
}

describe('a report fails', () => {
  test.each([
    ['by a test that failed', vitestReport({ b: 'failed' }), 'b (failed): no'],
    ['by a skipped test', vitestReport({ b: 'skipped' }), 'b (skipped)'],
    ['by a test to do', vitestReport({ b: 'todo' }), 'b (todo)'],
    ['by a file that did not load', vitestReport({}, 'failed'), 'some.test.ts (no test ran)'],
  ])('of vitest: %s', (_, report, failure) => {
    expect(tallyOf(readVitestTests(report))).toEqual({ passed: 0, failures: [failure] })
  })

  const path = 'some.spec.ts › a › b'
  test.each([
    [{ b: 'unexpected' }, 'passed', `${path} (failed): an error without a message`],
    [{ b: 'skipped' }, 'passed', `${path} (skipped)`],
    [{ b: 'flaky' }, 'passed', `${path} (flaky)`],
    [{ b: 'expected' }, 'failed', `${path} (skipped)`],
    [{}, 'broken', 'no server'],
  ])('of Playwright: %j, expected to be %s', (tests, expected, failure) => {
    const report = readPlaywrightTests(playwrightReport(tests, expected))
    expect(tallyOf(report)).toEqual({ passed: 0, failures: [failure] })
  })

  test('with what its pages showed', () => {
    const shown = { name: 'shown', body: Buffer.from('/todos\n- alert').toString('base64') }
    const results = [{ errors: [{ message: 'no' }], attachments: [shown, { name: 'trace' }] }]
    const tests = [{ expectedStatus: 'passed', status: 'unexpected', results }]
    const suites = [{ title: 'a.spec.ts', specs: [{ title: 'b', tests }] }]
    const { failures } = tallyOf(readPlaywrightTests({ suites, errors: [] }))
    expect(failures).toEqual(['a.spec.ts › b (failed): no: /todos - alert'])
  })

  test('if it has another shape', () => {
    expect(() => readVitestTests({})).toThrow()
    expect(() => readPlaywrightTests({})).toThrow()
  })
})

const e2e = '@insforge-auth-starters/e2e'
const files: Readonly<Record<string, unknown>> = {
  'packages/local/package.json': { name: 'local', scripts: { test: 'vitest run' } },
  'packages/quiet/package.json': { name: 'quiet' },
  'examples/one/package.json': { name: 'one', scripts: { test: 'vitest run' } },
  'packages/local/reports/vitest.json': vitestReport({ a: 'passed', b: 'passed' }),
  'examples/one/reports/vitest.json': vitestReport({ a: 'passed' }),
  ...Object.fromEntries(
    ['all', 'one.app', 'one.faults', 'one.after', 'one.smoke'].map((name) => [
      `packages/e2e/reports/${name}.json`,
      playwrightReport({ a: 'expected' }),
    ]),
  ),
}

/** The result of `pnpm test` in a repository with these reports: how turbo ended, and what failed in it. */
function judgeAll(changes = {}, { exitCode = 0, failed = '', started = true } = {}) {
  const root = temporaryRepository({ ...files, ...changes })
  const ids = ['local#typecheck', 'local#test', 'one#test', `${e2e}#e2e:one`, `${e2e}#e2e:all`]
  const tasks = ids.map((id) => ({ id, succeeded: id !== failed }))
  const run: TurboRun = { exitCode, tasks: started ? tasks : [] }
  return judge(
    root,
    run,
    listPhases(root, false).flatMap(({ tasks }) => suitesOf(root, tasks)),
  )
}

test('the sum has the tests of every report, and one for each other task', () => {
  expect(judgeAll()).toEqual({ passed: 9, failures: [] })
})

test.each([
  ['local#typecheck failed', {}, { exitCode: 1, failed: 'local#typecheck' }],
  ['local#test failed, though none of its tests did', {}, { exitCode: 1, failed: 'local#test' }],
  ['local#test failed, though none of its tests did', {}, { exitCode: 1, started: false }],
  ['turbo ended with 1, though no task failed', {}, { exitCode: 1 }],
  [
    'packages/local: b (pending)',
    { 'packages/local/reports/vitest.json': vitestReport({ b: 'pending' }) },
    {},
  ],
  ['examples/one: has no tests', { 'examples/one/reports/vitest.json': vitestReport({}) }, {}],
  ['one.app: has no tests', { 'packages/e2e/reports/one.app.json': playwrightReport({}) }, {}],
  [
    'two.smoke: no report at packages/e2e/reports/two.smoke.json',
    { 'examples/two/package.json': { name: 'two' } },
    {},
  ],
])('the sum counts as a failure: %s', (failure, changes, result) => {
  expect(judgeAll(changes, result).failures).toContain(failure)
})

test('reports of an earlier run are gone before a new one', () => {
  const root = temporaryRepository(files)
  removeReports(root)
  expect(existsSync(join(root, 'packages/local/reports'))).toBe(false)
  expect(existsSync(join(root, 'examples/one/reports'))).toBe(false)
})

test('a task that failed, or that turbo never came to, has not succeeded', () => {
  const task = { hash: 'a', command: 'tsc' }
  const tasks = [
    { ...task, taskId: 'a#test', execution: { exitCode: 0 } },
    { ...task, taskId: 'a#lint', execution: { exitCode: 1 } },
    { ...task, taskId: 'a#build', execution: null },
    { ...task, taskId: 'a#none', command: '<NONEXISTENT>' },
  ]
  expect(parseSummary(JSON.stringify({ tasks }))).toEqual([
    { id: 'a#test', succeeded: true },
    { id: 'a#lint', succeeded: false },
    { id: 'a#build', succeeded: false },
  ])
})

test('what only --full runs has one report, too', () => {
  const root = temporaryRepository(files)
  const phases = (full: boolean) => listPhases(root, full).map(({ name }) => name)
  expect(phases(true)).toEqual([...phases(false), 'portable'])
  expect(suitesOf(root, ['e2e:portable']).map(({ report }) => report)).toEqual([
    'packages/e2e/reports/portable.json',
  ])
})
