import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { readPlaywrightTests } from '../report/playwright-report.ts'
import { anyOf } from './any-of.ts'
import type { BrowserCheck } from './mutant.ts'
import type { Outcome } from './outcome.ts'
import { runNode } from './run-node.ts'
import type { Copy } from './sandbox.ts'

/** Milliseconds: on the original tree, the tests of all checks run together. */
const LIMIT = 1_800_000

/**
 * Runs tests of the browser suite against an example of the copy, as the suite itself does: copied
 * out, built and started with emulators of its own. Copies share only the browser, what npm installs
 * from the same lockfile, and the compiler cache of the original build.
 */
export async function runBrowser(
  copy: Copy,
  example: string,
  checks: readonly Pick<BrowserCheck, 'file' | 'test'>[],
): Promise<Outcome> {
  const report = join(copy.temporary, 'browser.json')
  const { output } = await runNode(
    [
      ...['--import', 'tsx', 'packages/e2e/src/cli.ts', 'tests', example],
      ...new Set(checks.map(({ file }) => file)),
      `--title=${anyOf(checks.map(({ test }) => test))}`,
      `--report=${report}`,
      `--prepared=${copy.prepared}`,
    ],
    copy.tree,
    copy.temporary,
    LIMIT,
  )
  return { ...readOutcome(report), output }
}

function readOutcome(report: string): Pick<Outcome, 'passed' | 'failures'> {
  if (!existsSync(report)) return { passed: [], failures: [] }
  const { tests } = readPlaywrightTests(JSON.parse(readFileSync(report, 'utf8')))
  return {
    passed: tests.filter(({ verdict }) => verdict === 'passed').map(({ title }) => title),
    failures: tests
      .filter(({ verdict }) => verdict !== 'passed')
      .map(({ title, messages }) => ({
        name: title,
        // Playwright colours what an expectation says, whatever it is asked.
        message: stripVTControlCharacters(messages.join('\n')),
      })),
  }
}
