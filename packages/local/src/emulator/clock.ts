/** The time now, in milliseconds since 1970. A test brings its own to be at any moment it likes. */
export type Clock = () => number

/** That moment as JSON carries it: ISO 8601 in UTC, with milliseconds. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** That moment as a JWT carries it: whole seconds since 1970 (RFC 7519, NumericDate). */
export function numericDate(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}
