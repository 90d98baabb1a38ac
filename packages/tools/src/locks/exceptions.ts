/** An optional dependency that a lockfile may lack. */
export interface Exception {
  readonly name: string
  readonly why: string
}

/** A lockfile without one of these is complete all the same. Everything else means another version. */
export const exceptions: readonly Exception[] = []
