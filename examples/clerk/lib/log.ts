/**
 * Writes the cause of a failure to the server's log, as one line. Pass hosts, statuses, SQLSTATEs
 * and names of variables; never a secret, a token or a row.
 */
export function logCause(event: string, facts: Record<string, string | number | undefined>): void {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '')
  const details = known.map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  console.error([event, ...details].join(' '))
}
