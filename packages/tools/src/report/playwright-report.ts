import { z } from 'zod'
import type { Tally } from './tally.ts'
import { why } from './why.ts'

const specSchema = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      expectedStatus: z.string(),
      status: z.string(),
      results: z
        .array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) }))
        .default([]),
    }),
  ),
})

interface PlaywrightSuite {
  readonly title: string
  readonly specs: readonly z.infer<typeof specSchema>[]
  readonly suites?: readonly PlaywrightSuite[] | undefined
}

const suiteSchema: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z.array(specSchema),
    suites: z.array(suiteSchema).optional(),
  }),
)

const reportSchema = z.object({
  suites: z.array(suiteSchema),
  errors: z.array(z.object({ message: z.string().optional() })),
})

/**
 * Counts a report of Playwright's `json` reporter. Only a test that was meant to pass and did so at
 * the first attempt has passed: a skipped, a flaky and an expected failure are failures.
 */
export function readPlaywrightReport(report: unknown): Tally {
  const { tests, errors } = readPlaywrightTests(report)
  return {
    passed: tests.filter((test) => test.verdict === 'passed').length,
    failures: [
      ...tests
        .filter((test) => test.verdict !== 'passed')
        .map(({ title, verdict, messages }) => `${title} (${verdict})${why(messages)}`),
      ...errors,
    ],
  }
}

/** One test of a report. */
export interface PlaywrightTest {
  /** Its file, what it is part of, and its own title. */
  readonly title: string
  /** `passed`, or what it is instead. */
  readonly verdict: string
  /** What it said when it failed. */
  readonly messages: readonly string[]
}

/** The tests of such a report, and the errors outside of them. */
export function readPlaywrightTests(report: unknown): {
  readonly tests: readonly PlaywrightTest[]
  readonly errors: readonly string[]
} {
  const { suites, errors } = reportSchema.parse(report)
  return {
    tests: suites.flatMap((suite) => flatten(suite, [])),
    errors: errors.map(textOf),
  }
}

function flatten(suite: PlaywrightSuite, parents: readonly string[]): PlaywrightTest[] {
  const path = [...parents, suite.title]
  return [
    ...suite.specs.flatMap((spec) =>
      spec.tests.map(({ expectedStatus, status, results }) => ({
        title: [...path, spec.title].join(' › '),
        verdict: expectedStatus === 'passed' ? (verdicts[status] ?? status) : 'skipped',
        messages: results.flatMap((result) => result.errors.map(textOf)),
      })),
    ),
    ...(suite.suites ?? []).flatMap((child) => flatten(child, path)),
  ]
}

function textOf({ message = 'an error without a message' }: { message?: string | undefined }) {
  return message
}

const verdicts: Readonly<Record<string, string>> = { expected: 'passed', unexpected: 'failed' }
