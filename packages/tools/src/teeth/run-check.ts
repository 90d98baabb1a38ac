import type { Check } from './break.ts'
import type { Outcome } from './outcome.ts'
import { runBrowser } from './run-browser.ts'
import { runCommand } from './run-command.ts'
import { runTests } from './run-tests.ts'
import type { Copy } from './workshop.ts'

/** Runs checks that can be run together: those for which `runOf` gives the same. */
export function runCheck(copy: Copy, checks: readonly Check[]): Promise<Outcome> {
  const [first] = checks
  if (!first) throw new Error('There is nothing to run')
  if ('command' in first) return runCommand(copy, first)
  const tests = checks.filter((check) => 'test' in check)
  return 'example' in first
    ? runBrowser(copy, first.example, tests)
    : runTests(
        copy,
        first,
        tests.map(({ test }) => test),
      )
}
