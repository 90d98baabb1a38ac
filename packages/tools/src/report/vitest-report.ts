import { z } from 'zod'
import type { Tally } from './tally.ts'
import { why } from './why.ts'

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
})

/** Counts a report of vitest's `json` reporter. Whatever is not `passed` is a failure: skipped and todo too. */
export function readVitestReport(report: unknown): Tally {
  const files = reportSchema.parse(report).testResults
  const tests = files.flatMap((file) => file.assertionResults)
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failures: [
      ...tests
        .filter((test) => test.status !== 'passed')
        .map(
          ({ fullName, status, failureMessages }) =>
            `${fullName} (${status})${why(failureMessages)}`,
        ),
      // A file that could not be loaded has failed without a test of its own.
      ...files
        .filter((file) => file.status !== 'passed' && file.assertionResults.length === 0)
        .map((file) => `${file.name} (no test ran)`),
    ],
  }
}
