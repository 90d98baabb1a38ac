import type { Outages } from './outage.ts'
import type { Ground } from './user.ts'

/** What was done, for people. */
export function summary(ground: Ground, outages: Outages, seconds: number): string {
  const { users, tally } = ground
  const total = [...tally.values()].reduce((sum, count) => sum + count, 0)
  const aborts = tally.get('aborted') ?? 0
  const happened = users.reduce((sum, { ledger }) => sum + ledger.happened, 0)
  const unseen = users.reduce((sum, { ledger }) => sum + ledger.unseen, 0)
  const kinds = [...tally].sort().map(([kind, count]) => `  ${`${count}`.padStart(6)}  ${kind}`)
  return [
    `${total} requests of ${users.length} users in ${seconds.toFixed(1)} s: ${Math.round(total / seconds)} per second`,
    `${aborts} connections aborted, Postgres killed ${outages.kills} times`,
    `${happened + unseen} writes without an answer: ${happened} happened, ${unseen} did not`,
    ...kinds,
  ].join('\n')
}
