/** What a check came to: how many tests passed, and one line for everything that did not. */
export interface Tally {
  readonly passed: number
  readonly failures: readonly string[]
}

/** Several tallies as one. */
export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, tally) => total + tally.passed, 0),
    failures: tallies.flatMap((tally) => tally.failures),
  }
}

/** The line that ends every run. */
export function format(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failures.length} failed`
}
