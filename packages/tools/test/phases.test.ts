import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { browserPhase, listPhases, removeReports, suitesOf } from '../src/report/phases.ts'
import { listSuites } from '../src/report/suites.ts'
import { parseSummary } from '../src/turbo/summary.ts'
import { temporaryRepository } from './temporary-repository.ts'

const repository = () =>
  temporaryRepository({
    'packages/local/package.json': { name: 'local', scripts: { test: 'vitest run' } },
    'packages/local/reports/vitest.json': {},
    'packages/quiet/package.json': { name: 'quiet' },
    'examples/one/package.json': { name: 'one', scripts: { test: 'vitest run' } },
    'examples/one/reports/vitest.json': {},
    'examples/two/package.json': { name: 'two' },
  })

test('every suite of the repository is run by exactly one phase', () => {
  const root = repository()
  const suites = listSuites(root)
  const run = listPhases(root).flatMap((phase) => suitesOf(phase, suites))
  expect(run.map((suite) => suite.name)).toEqual([
    'packages/local',
    'examples/one',
    'one.app',
    'one.faults',
    'one.after',
    'one.smoke',
    'two.app',
    'two.faults',
    'two.after',
    'two.smoke',
    'all',
  ])
})

test("one example's phase runs its suites alone", () => {
  const suites = suitesOf(browserPhase(['two']), listSuites(repository()))
  expect(suites.map((suite) => suite.name)).toEqual([
    'two.app',
    'two.faults',
    'two.after',
    'two.smoke',
  ])
})

test('the browser suites know from an argument whether all of them is asked for', () => {
  const argsOf = (full: boolean) =>
    listPhases(repository(), full).find((phase) => phase.name === 'browser')?.args
  expect(argsOf(true)).toEqual(['--full'])
  expect(argsOf(false)).toBeUndefined()
})

test('reports of an earlier run are gone before a new one', () => {
  const root = repository()
  removeReports(root)
  for (const folder of ['packages/local', 'examples/one']) {
    expect(existsSync(join(root, folder, 'reports/vitest.json'))).toBe(false)
  }
})

test('a task that failed, or that turbo never came to, has not succeeded', () => {
  const task = { package: 'a', command: 'tsc', cache: { status: 'MISS' } }
  const summary = {
    tasks: [
      { ...task, taskId: 'a#test', task: 'test', execution: { exitCode: 0 } },
      { ...task, taskId: 'a#lint', task: 'lint', execution: { exitCode: 1 } },
      { ...task, taskId: 'a#build', task: 'build', execution: null },
      { ...task, taskId: 'a#none', task: 'none', command: '<NONEXISTENT>' },
    ],
  }
  expect(parseSummary(JSON.stringify(summary))).toMatchObject([
    { id: 'a#test', succeeded: true },
    { id: 'a#lint', succeeded: false },
    { id: 'a#build', succeeded: false },
  ])
})
