/** One migration, from a file or a request. */
export interface Migration {
  /** 1 to 64 digits; compared as a number. */
  readonly version: string
  readonly name: string
  readonly sql: string
}
