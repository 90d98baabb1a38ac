/** The result of a check. */
export interface Outcome {
  /** The names of what passed. */
  readonly passed: readonly string[]
  readonly failures: readonly Failure[]
  /** All that was printed, for a check that could not say what failed. */
  readonly output: string
}

export interface Failure {
  readonly name: string
  readonly message: string
}
