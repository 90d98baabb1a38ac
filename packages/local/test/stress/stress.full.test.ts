import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Local } from '../../src/index.ts'
import { eventually } from '../eventually.ts'
import { from } from '../insforge/client.ts'
import { emptyState } from '../insforge/empty-state.ts'
import { start } from '../runtime/fixture.ts'
import type { Row } from './ledger.ts'
import { Outages } from './outage.ts'
import { createSender } from './request.ts'
import { type Ground, User } from './user.ts'

const requests = Number(process.env.STRESS_REQUESTS ?? 4_000)
const userCount = 100
const title = `${userCount} users, ${requests} requests, one in ten aborted, Postgres killed twice`

const folder = emptyState()
let local: Local
beforeAll(async () => {
  local = await start(folder.path)
})
afterAll(async () => {
  await local.stop()
  folder.remove()
})

test(title, { timeout: 600_000 }, async () => {
  const outages = new Outages(local)
  const ground: Ground = {
    sender: createSender(local.gatewayUrl, userCount),
    outages,
    jwtSecret: from(local.env, 'INSFORGE_JWT_SECRET'),
    users: [],
    tally: new Map(),
    violations: [],
  }
  for (let number = 0; number < userCount; number++) ground.users.push(new User(number, ground))

  const startedAt = performance.now()
  await liveThrough(ground, outages)
  const seconds = (performance.now() - startedAt) / 1_000
  ground.sender.close()

  const rows = await rowsAtTheEnd()
  for (const user of ground.users) {
    const own = rows.filter((row) => row.user_id === user.id)
    ground.violations.push(...user.ledger.checkAll(own).map((wrong) => `at the end: ${wrong}`))
  }
  console.log(summary(ground, outages.kills, seconds))

  expect(ground.violations.slice(0, 20)).toEqual([])
  expect(rows.filter((row) => !ground.users.some(({ id }) => id === row.user_id))).toEqual([])
  // It was as hard as it says.
  expect(outages.kills).toBe(2)
  expect(ground.tally.get('aborted')).toBeGreaterThan(requests * 0.09)
  expect([...ground.tally.keys()].some((kind) => kind.startsWith('outage'))).toBe(true)
})

/** Lets all users send their requests, and kills Postgres after one and two thirds of them. */
async function liveThrough(ground: Ground, outages: Outages): Promise<void> {
  const kills = new Set([Math.floor(requests / 3), Math.floor((requests * 2) / 3)])
  const made: Promise<void>[] = []
  let sent = 0
  const live = async (user: User) => {
    while (sent < requests) {
      sent += 1
      if (kills.has(sent)) made.push(outages.make())
      await user.step()
    }
  }
  await Promise.all(ground.users.map(live))
  await Promise.all(made)
}

/** Every row there is, once nothing that was sent is on its way any more. */
async function rowsAtTheEnd(): Promise<Row[]> {
  const client = new pg.Client({ connectionString: from(local.env, 'DATABASE_URL') })
  await client.connect()
  const isQuiet = async () => {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where usename = 'authenticator' and state <> 'idle'`,
    )
    return rowCount === 0
  }
  try {
    expect(await eventually(isQuiet)).toBe(true)
    const { rows } = await client.query<Row>('select id, user_id, title, is_complete from todos')
    return rows
  } finally {
    await client.end()
  }
}

function summary({ users, tally }: Ground, kills: number, seconds: number): string {
  const total = [...tally.values()].reduce((sum, count) => sum + count, 0)
  const happened = users.reduce((sum, { ledger }) => sum + ledger.happened, 0)
  const unseen = users.reduce((sum, { ledger }) => sum + ledger.unseen, 0)
  return [
    `${total} requests of ${users.length} users in ${seconds.toFixed(1)} s: ${Math.round(total / seconds)} per second`,
    `${tally.get('aborted') ?? 0} connections aborted, Postgres killed ${kills} times`,
    `${happened + unseen} writes without an answer: ${happened} happened, ${unseen} did not`,
    ...[...tally].sort().map(([kind, count]) => `  ${`${count}`.padStart(6)}  ${kind}`),
  ].join('\n')
}
