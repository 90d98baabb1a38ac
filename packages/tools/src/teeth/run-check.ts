import type { Check } from './break.ts'
import type { Outcome } from './outcome.ts'
import { runCommand } from './run-command.ts'
import { runTests } from './run-tests.ts'
import type { Copy } from './workshop.ts'

/** Runs checks of one test file together, or one command. */
export function runCheck(copy: Copy, checks: readonly Check[]): Promise<Outcome> {
  const [first] = checks
  if (!first) throw new Error('There is nothing to run')
  if ('command' in first) return runCommand(copy, first)
  const names = checks.flatMap((check) => ('test' in check ? [check.test] : []))
  return runTests(copy, first, [...new Set(names)])
}
