import { describe, expect, test } from 'vitest'
import { readPlaywrightReport, readPlaywrightTests } from '../src/report/playwright-report.ts'
import { readVitestReport } from '../src/report/vitest-report.ts'
import { playwrightReport, vitestReport } from './reports.ts'

describe("vitest's report", () => {
  test('counts what passed', () => {
    expect(readVitestReport(vitestReport({ a: 'passed', b: 'passed' }))).toEqual({
      passed: 2,
      failures: [],
    })
  })

  test.each(['failed', 'skipped', 'pending', 'todo'])('takes %s for a failure', (status) => {
    expect(readVitestReport(vitestReport({ a: 'passed', b: status }))).toEqual({
      passed: 1,
      failures: [`b (${status})`],
    })
  })

  test('tells on one line how a failure begins', () => {
    const report = vitestReport({ a: 'failed' })
    const failureMessages = ['\u001b[31mexpected\u001b[39m\n  1', 'x'.repeat(400)]
    Object.assign(report.testResults[0]?.assertionResults[0] ?? {}, { failureMessages })
    expect(readVitestReport(report).failures).toEqual([
      `a (failed): expected 1 ${'x'.repeat(289)}…`,
    ])
  })

  test('takes a file that could not be loaded for a failure', () => {
    const report = { testResults: [{ name: 'x.test.ts', status: 'failed', assertionResults: [] }] }
    expect(readVitestReport(report).failures).toEqual(['x.test.ts (no test ran)'])
  })

  test('refuses a report of another shape', () => {
    expect(() => readVitestReport({})).toThrow()
  })
})

describe("Playwright's report", () => {
  test('counts what passed, in nested suites too', () => {
    expect(readPlaywrightReport(playwrightReport({ a: 'expected', b: 'expected' }))).toEqual({
      passed: 2,
      failures: [],
    })
  })

  test.each([
    ['unexpected', 'failed'],
    ['skipped', 'skipped'],
    ['flaky', 'flaky'],
  ])('takes %s for a failure', (status, verdict) => {
    expect(readPlaywrightReport(playwrightReport({ b: status })).failures).toEqual([
      `some.spec.ts › a › b (${verdict})`,
    ])
  })

  test('takes a test that is expected to fail for a failure', () => {
    expect(readPlaywrightReport(playwrightReport({ b: 'expected' }, 'failed')).passed).toBe(0)
  })

  test('tells what each test said when it failed', () => {
    const report = playwrightReport({ a: 'expected', b: 'unexpected' })
    const [b] = report.suites[0]?.suites[0]?.specs.slice(1) ?? []
    Object.assign(b?.tests[0] ?? {}, { results: [{ errors: [{ message: 'no' }, {}] }] })
    expect(readPlaywrightTests(report).tests).toEqual([
      { title: 'some.spec.ts › a › a', verdict: 'passed', messages: [] },
      {
        title: 'some.spec.ts › a › b',
        verdict: 'failed',
        messages: ['no', 'an error without a message'],
      },
    ])
    expect(readPlaywrightReport(report).failures).toEqual([
      'some.spec.ts › a › b (failed): no an error without a message',
    ])
  })

  test('takes an error outside of the tests for a failure', () => {
    const report = { ...playwrightReport({ a: 'expected' }), errors: [{ message: 'no server' }] }
    expect(readPlaywrightReport(report).failures).toEqual(['no server'])
  })
})
