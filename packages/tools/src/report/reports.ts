import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

/** One test of a report. */
export interface TestResult {
  /** What it is part of, and its own title. */
  readonly title: string
  /** `passed`, or what it is instead. */
  readonly verdict: string
  /** What it said when it failed. */
  readonly messages: readonly string[]
  /** What the pages showed then, with their addresses. */
  readonly shown?: readonly string[]
}

/** The tests of a report, and the errors outside of them. */
export interface Report {
  readonly tests: readonly TestResult[]
  readonly errors: readonly string[]
}

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** Reads a report of vitest's `json` reporter. */
export function readVitestTests(report: unknown): Report {
  const files = vitestSchema.parse(report).testResults
  return {
    tests: files.flatMap(({ assertionResults }) =>
      assertionResults.map(({ fullName, status, failureMessages }) => ({
        ...{ title: fullName, verdict: status, messages: failureMessages ?? [] },
      })),
    ),
    // A file that could not be loaded has failed without a test of its own.
    errors: files
      .filter(
        ({ status, assertionResults }) => status !== 'passed' && assertionResults.length === 0,
      )
      .map(({ name, message }) => `${name} (no test ran)${excerpt([message], 300)}`),
  }
}

const errorsSchema = z.array(
  z.object({ message: z.string().default('an error without a message') }),
)

/** What the pages showed when a test failed, in base64: see `shown` in packages/e2e. */
const shownSchema = z
  .array(z.object({ name: z.string(), body: z.base64().optional() }))
  .default([])
  .transform((all) =>
    all.flatMap(({ name, body = '' }) =>
      name === 'shown' ? [Buffer.from(body, 'base64').toString()] : [],
    ),
  )

const specSchema = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      expectedStatus: z.string(),
      status: z.string(),
      results: z.array(z.object({ errors: errorsSchema, attachments: shownSchema })).default([]),
    }),
  ),
})

const suiteSchema = z.object({
  title: z.string(),
  specs: z.array(specSchema),
  get suites() {
    return z.array(suiteSchema).default([])
  },
})

const playwrightSchema = z.object({ suites: z.array(suiteSchema), errors: errorsSchema })

/**
 * Reads a report of Playwright's `json` reporter. Only a test that was meant to pass and did so at the
 * first attempt has passed: not a skipped or flaky one, nor an expected failure.
 */
export function readPlaywrightTests(report: unknown): Report {
  const { suites, errors } = playwrightSchema.parse(report)
  return {
    tests: suites.flatMap((suite) => flatten(suite, [])),
    errors: errors.map(({ message }) => message),
  }
}

const verdicts: Readonly<Record<string, string>> = { expected: 'passed', unexpected: 'failed' }

function flatten(suite: z.infer<typeof suiteSchema>, parents: readonly string[]): TestResult[] {
  const path = [...parents, suite.title]
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map(({ expectedStatus, status, results }) => ({
      title: [...path, spec.title].join(' › '),
      verdict: expectedStatus === 'passed' ? (verdicts[status] ?? status) : 'skipped',
      messages: results.flatMap(({ errors }) => errors.map(({ message }) => message)),
      shown: results.flatMap(({ attachments }) => attachments),
    })),
  )
  return [...own, ...suite.suites.flatMap((child) => flatten(child, path))]
}

/** What a check came to: how many tests passed, and one line for everything that did not. */
export interface Tally {
  readonly passed: number
  readonly failures: readonly string[]
}

/** Counts a report. Everything that is not `passed` is a failure: skipped and todo too. */
export function tallyOf({ tests, errors }: Report): Tally {
  const failed = tests.filter(({ verdict }) => verdict !== 'passed')
  const lines = failed.map(
    ({ title, verdict, messages, shown = [] }) =>
      `${title} (${verdict})${excerpt(messages, 300)}${excerpt(shown, 1500)}`,
  )
  return { passed: tests.length - failed.length, failures: [...lines, ...errors] }
}

/** The beginning, in `length` characters, of what a test said when it failed, or its pages showed. */
function excerpt(messages: readonly string[], length: number): string {
  const text = stripVTControlCharacters(messages.join(' ')).replace(/\s+/g, ' ').trim()
  return text && `: ${text.length > length ? `${text.slice(0, length)}…` : text}`
}

/** Several tallies as one. */
export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failures: tallies.flatMap((tally) => tally.failures),
  }
}

/** The line that ends every run. */
export function format(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failures.length} failed`
}
