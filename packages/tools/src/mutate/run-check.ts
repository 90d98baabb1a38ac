import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { run } from '@insforge-auth-starters/local/runtime'
import { readPlaywrightTests, readVitestTests, type TestResult } from '../report/reports.ts'
import type { Outcome } from './judge.ts'
import type { Check } from './mutant.ts'
import type { Copy } from './sandbox.ts'

/** The same text for checks that can run together: one test file, or one example. */
export function runOf({ folder, file, example }: Check): string {
  return example ?? join(folder, file)
}

/** Runs checks that can run together: those with the same `runOf`. */
export async function runCheck(copy: Copy, checks: readonly Check[]): Promise<Outcome> {
  const [first] = checks
  if (!first) throw new Error('There is nothing to run')
  const report = join(copy.temporary, `${runOf(first).replaceAll('/', '-')}.json`)
  const args = first.example
    ? browserArgs(copy, first.example, checks, report)
    : vitestArgs(copy, first, checks, report)
  const cwd = join(copy.tree, first.example ? '.' : first.folder)
  // A browser check prepares the example first, and without mutants all of its tests run together.
  const output = await runNode(args, cwd, copy.temporary, first.example ? 1_800_000 : 180_000)
  const read = first.example ? readPlaywrightTests : readVitestTests
  const tests = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))).tests : []
  return { ...outcomeOf(tests), output }
}

function vitestArgs(copy: Copy, { folder, file }: Check, checks: readonly Check[], report: string) {
  const require = createRequire(join(copy.tree, folder, 'package.json'))
  // An example has its configuration beside its tests.
  const config = 'test/vitest.config.ts'
  return [
    join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs'),
    ...['run', file],
    ...(existsSync(join(copy.tree, folder, config)) ? [`--config=${config}`] : []),
    `--testNamePattern=${anyOf(checks.map(({ test }) => test))}`,
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
 * has set, and ends it after `limit` milliseconds. Returns all that it printed.
 */
async function runNode(
  args: string[],
  cwd: string,
  temporary: string,
  limit: number,
): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:GIT_|VITEST|NODE_ENV$)/.test(name)),
  )
  const options = { cwd, env: { ...env, NO_COLOR: '1', TMPDIR: temporary }, timeout: limit }
  try {
    return await run(process.execPath, args, options)
  } catch (error) {
    // With all that it printed; a killed mutant fails its check.
    return String(error)
  }
}
