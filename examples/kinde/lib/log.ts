/** Lines of one event in ten seconds. Anyone can make a request fail again and again. */
const MOST = 100
const PERIOD = 10_000

/** When the ten seconds of an event began, and how many lines it has had. */
const periods = new Map<string, { began: number; lines: number }>()

/**
 * Writes the cause of a failure to the server's log, as one line: what failed, and facts such as the
 * host, the status, the SQLSTATE, the name of a variable, and what to do. Never pass a secret, a token,
 * an address of a user, or a row. To send causes to a service of yours, call it here.
 *
 * @param event A sentence that is always the same. Of one event there are 100 lines in ten seconds.
 */
export function logCause(event: string, facts: Record<string, string | number | undefined>): void {
  const now = Date.now()
  const last = periods.get(event)
  const period = last && now - last.began < PERIOD ? last : { began: now, lines: 0 }
  period.lines += 1
  periods.set(event, period)
  if (period.lines > MOST) return
  const known = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '')
  const details = known.map(([name, value]) => `${name}=${JSON.stringify(value).slice(0, 300)}`)
  const more =
    last && last !== period && last.lines > MOST ? [`(${last.lines - MOST} left out)`] : []
  console.error([event, ...details, ...more].join(' '))
}
