import { join } from 'node:path'

/** A deliberate fault in the product, and the check that has to kill it. */
export interface Mutant {
  /** Unique; what was changed, in a few words. */
  readonly name: string
  /** What it would mean for the people who use a starter, in one sentence. */
  readonly means: string
  /** Relative to the root. */
  readonly file: string
  /** The text to replace; the file has it exactly once. */
  readonly find: string
  readonly replace: string
  /** Also changes the copies, as `pnpm sync` does. */
  readonly sync?: true
  readonly check: Check
}

/** The smallest check that should kill it. */
export type Check = TestCheck | BrowserCheck

/** Tests of one file; only those whose name contains `test` run. */
export interface TestCheck {
  /** A folder in `packages/`, or an example as `examples/<name>`. */
  readonly package: string
  /** The test file, relative to the package. */
  readonly file: string
  /** A part of the full name of the test that has to fail. */
  readonly test: string
  /** What the failure has to say, where the name of the test is not specific enough. */
  readonly says?: RegExp
}

/** A test of the browser suite, run against an example that was copied out, built and started. */
export interface BrowserCheck {
  /** A folder in `examples/`. */
  readonly example: string
  /** The test file, relative to `packages/e2e`. */
  readonly file: string
  /** A part of the title of the test that has to fail. */
  readonly test: string
  /** As in a `TestCheck`. */
  readonly says?: RegExp
}

/** The check in one line, for people. */
export function describeCheck(check: Check): string {
  return `${checkFile(check)} › ${check.test}`
}

/** The file that a check runs, relative to the root. */
export function checkFile(check: Check): string {
  return join('example' in check ? 'packages/e2e' : folderOf(check), check.file)
}

/** The folder of the tests, relative to the root. */
export function folderOf({ package: name }: Pick<TestCheck, 'package'>): string {
  return name.startsWith('examples/') ? name : join('packages', name)
}

/** The same text for checks that can run together: one test file or one example. */
export function runOf(check: Check): string {
  return 'example' in check ? `examples/${check.example}` : checkFile(check)
}
