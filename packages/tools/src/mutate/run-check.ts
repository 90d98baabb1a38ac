import type { Check } from './mutant.ts'
import type { Outcome } from './outcome.ts'
import { runBrowser } from './run-browser.ts'
import { runTests } from './run-tests.ts'
import type { Copy } from './sandbox.ts'

/** Runs checks that can run together: those with the same `runOf`. */
export function runCheck(copy: Copy, checks: readonly Check[]): Promise<Outcome> {
  const [first] = checks
  if (!first) throw new Error('There is nothing to run')
  return 'example' in first
    ? runBrowser(copy, first.example, checks)
    : runTests(
        copy,
        first,
        checks.map(({ test }) => test),
      )
}
