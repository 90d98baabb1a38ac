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
export type Check = TestCheck | CommandCheck

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

/** A program of this repository that ends with 0 when all is well. */
export interface CommandCheck {
  /** The TypeScript file, relative to the root, and its arguments. */
  readonly command: readonly string[]
  /** What it has to print when it fails. */
  readonly says: RegExp
}

/** What is run, for people. */
export function describeCheck(check: Check): string {
  return 'command' in check
    ? check.command.join(' ')
    : `packages/${check.package}/${check.file} › ${check.test}`
}
