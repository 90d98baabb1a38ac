/** What a check came to. */
export interface Outcome {
  /** The names of what was green. */
  readonly passed: readonly string[]
  readonly failures: readonly Failure[]
  /** What was printed, for a check that could not say what failed. */
  readonly output: string
}

export interface Failure {
  readonly name: string
  readonly message: string
}
