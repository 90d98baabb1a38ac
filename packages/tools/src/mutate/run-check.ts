import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { run } from '@insforge-auth-starters/local/runtime'
import {
  type Report,
  readPlaywrightTests,
  readVitestTests,
  type TestResult,
} from '../report/reports.ts'
import type { Outcome } from './judge.ts'
import type { Check } from './mutant.ts'
import type { Copy } from './sandbox.ts'

/** The same text for checks that can run together: one test file, or one example. */
export function runOf({ folder, file, example }: Check): string {
  return example ?? join(folder, file)
}

/** Runs checks that can run together: those with the same `runOf`. */
export async function runCheck(copy: Copy, checks: readonly Check[]): Promise<Outcome> {
  const { report, output } = await runTests(copy, checks, checks[0]?.example ? 1_800_000 : 180_000)
  return { ...outcomeOf(report.tests), output }
}

/** What the runner of some tests wrote, and whether it ended well. */
export interface Ran {
  /** Empty if it wrote none. */
  readonly report: Report
  readonly succeeded: boolean
  /** All that it printed. */
  readonly output: string
}

/** Runs the tests of checks that can run together, and ends them after `limit` milliseconds. */
export async function runTests(copy: Copy, checks: readonly Check[], limit: number): Promise<Ran> {
  const [first] = checks
  if (!first) throw new Error('There is nothing to run')
  const path = join(copy.temporary, `${runOf(first).replaceAll('/', '-')}.json`)
  const args = first.example
    ? browserArgs(copy, first.example, checks, path)
    : vitestArgs(copy, first, checks, path)
  // A browser check prepares the example first, and without mutants all of its tests run together.
  const cwd = join(copy.tree, first.example ? '.' : first.folder)
  const read = first.example ? readPlaywrightTests : readVitestTests
  const ended = await runNode(args, cwd, copy.temporary, limit)
  if (!existsSync(path)) return { ...ended, report: { tests: [], errors: [] } }
  return { ...ended, report: read(JSON.parse(readFileSync(path, 'utf8'))) }
}

function vitestArgs(copy: Copy, { folder, file }: Check, checks: readonly Check[], report: string) {
  const require = createRequire(join(copy.tree, folder, 'package.json'))
  // An example has its configuration beside its tests.
  const config = 'test/vitest.config.ts'
  const names = anyOf(checks.map(({ test }) => test))
  return [
    join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs'),
    ...['run', file],
    ...(existsSync(join(copy.tree, folder, config)) ? [`--config=${config}`] : []),
    ...(names ? [`--testNamePattern=${names}`] : []),
    // A test that hangs has failed before the run is ended, which would leave no report.
    '--testTimeout=60000',
    ...['--allowOnly=false', '--reporter=json', `--outputFile=${report}`],
  ]
}

/**
 * As the suite itself does: the example is copied out, built, and started with emulators of its own.
 * Copies share only the browser, what npm installs from the same lockfile, and the compiler cache of
 * the original build.
 */
function browserArgs(copy: Copy, example: string, checks: readonly Check[], report: string) {
  return [
    ...['--import', 'tsx', 'packages/e2e/src/cli.ts', 'tests', example],
    ...new Set(checks.map(({ file }) => file)),
    `--title=${anyOf(checks.map(({ test }) => test))}`,
    `--report=${report}`,
    `--prepared=${copy.prepared}`,
  ]
}

/** A pattern that matches one of these texts, each as it is written. */
export function anyOf(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
}

function outcomeOf(tests: readonly TestResult[]): Omit<Outcome, 'output'> {
  return {
    passed: tests.filter(({ verdict }) => verdict === 'passed').map(({ title }) => title),
    failures: tests
      // Those that were not asked for are skipped.
      .filter(({ verdict }) => !['passed', 'skipped', 'pending', 'todo'].includes(verdict))
      // Playwright colors what an expectation says, whatever it is asked.
      .map(({ title, messages }) => ({
        name: title,
        message: stripVTControlCharacters(messages.join('\n')),
      })),
  }
}

/**
 * Runs Node with `temporary` for its temporary files and without what git or a test runner around it
 * has set, and ends it after `limit` milliseconds. Returns what it printed: when it failed, all of it.
 */
async function runNode(
  args: string[],
  cwd: string,
  temporary: string,
  limit: number,
): Promise<Omit<Ran, 'report'>> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:GIT_|VITEST|NODE_ENV$)/.test(name)),
  )
  const options = { cwd, env: { ...env, NO_COLOR: '1', TMPDIR: temporary }, timeout: limit }
  try {
    return { succeeded: true, output: await run(process.execPath, args, options) }
  } catch (error) {
    // A killed mutant fails its check.
    return { succeeded: false, output: String(error) }
  }
}
