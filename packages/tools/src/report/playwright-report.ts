import { z } from 'zod'
import type { Tally } from './tally.ts'

const specSchema = z.object({
  title: z.string(),
  tests: z.array(z.object({ expectedStatus: z.string(), status: z.string() })),
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
  const { suites, errors } = reportSchema.parse(report)
  const tests = suites.flatMap((suite) => flatten(suite, []))
  return {
    passed: tests.filter((test) => test.verdict === 'passed').length,
    failures: [
      ...tests
        .filter((test) => test.verdict !== 'passed')
        .map((test) => `${test.title} (${test.verdict})`),
      ...errors.map((error) => error.message ?? 'an error outside of any test'),
    ],
  }
}

function flatten(suite: PlaywrightSuite, parents: readonly string[]): Verdict[] {
  const path = [...parents, suite.title]
  return [
    ...suite.specs.flatMap((spec) =>
      spec.tests.map((test) => ({
        title: [...path, spec.title].join(' › '),
        verdict:
          test.expectedStatus === 'passed' ? (verdicts[test.status] ?? test.status) : 'skipped',
      })),
    ),
    ...(suite.suites ?? []).flatMap((child) => flatten(child, path)),
  ]
}

interface Verdict {
  readonly title: string
  readonly verdict: string
}

const verdicts: Readonly<Record<string, string>> = { expected: 'passed', unexpected: 'failed' }
