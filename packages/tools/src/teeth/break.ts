import { join } from 'node:path'

/** One way of breaking the product on purpose, and the check that has to notice it. */
export interface Break {
  /** Unique; what was done, in a few words. */
  readonly name: string
  /** What it would mean for whoever uses the starters, in one sentence. */
  readonly means: string
  /** Relative to the root. */
  readonly file: string
  /** Exactly what stands there, once. */
  readonly find: string
  readonly replace: string
  /** Whether the examples' copies are to follow, as after `pnpm sync`. */
  readonly sync?: true
  readonly check: Check
}

/** The smallest check that should notice. */
export type Check = TestCheck | BrowserCheck | CommandCheck

/** Tests of one file; only those that `test` stands for are run. */
export interface TestCheck {
  /** A folder in `packages/`. */
  readonly package: string
  /** The test file, relative to the package. */
  readonly file: string
  /** A part of the full name of the test that has to fail. */
  readonly test: string
  /** What it has to say when it fails, where its name does not tell enough. */
  readonly says?: RegExp
}

/** A test of the browser suite, run against an example that is copied out, built and started. */
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

/** A program of this repository that ends with 0 when all is well. */
export interface CommandCheck {
  /** The TypeScript file, relative to the root, and its arguments. */
  readonly command: readonly string[]
  /** What it has to print when it fails. */
  readonly says: RegExp
}

/** What is run, for people. */
export function describeCheck(check: Check): string {
  return 'command' in check ? check.command.join(' ') : `${checkFile(check)} › ${check.test}`
}

/** The file that a check runs, relative to the root. */
export function checkFile(check: Check): string {
  if ('command' in check) return check.command[0] ?? ''
  return join('packages', 'example' in check ? 'e2e' : check.package, check.file)
}

/** The same for all checks that can be run together: one test file, one example, or one command. */
export function runOf(check: Check): string {
  if ('command' in check) return check.command.join(' ')
  return 'example' in check ? `examples/${check.example}` : checkFile(check)
}
