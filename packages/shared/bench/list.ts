/**
 * Compares how long the first page takes: with 20 rows in an otherwise empty table; with 20, and with
 * 10,000, in a table with a million rows of others. Prints medians and whether the index is used.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLocal } from '@insforge-auth-starters/local'
import pg from 'pg'
import { createInsForgeClient, type InsForgeClient } from '@/lib/insforge-client'
import { signInsForgeToken } from '@/lib/insforge-token'
import { listTodos } from '@/todos/data'

const FEW = 20
const MANY = 10_000
const OTHERS = 1_000_000
const ROUNDS = 200

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const start = (name: string) =>
  startLocal({
    stateDir: join(folder, name),
    migrationsDir: fileURLToPath(new URL('../../../sql/migrations', import.meta.url)),
    appUrl: 'http://localhost',
    ports: { gateway: 0 },
  })
const [empty, full] = [await start('empty'), await start('full')]
const database = new pg.Client({ connectionString: full.env.DATABASE_URL })

try {
  await database.connect()
  await database.query(`insert into todos (user_id, title)
    select 'other|' || n % 5000, 'todo ' || n from generate_series(1, ${OTHERS}) n`)
  const clients = {
    'in an empty table': await userWith(FEW, empty),
    [`among ${OTHERS} of others`]: await userWith(FEW, full),
    [`${MANY} rows, among those`]: await userWith(MANY, full),
  }
  await database.query('analyze todos')
  const times = Object.entries(clients).map(([name, client]) => ({ name, client, all: [0] }))
  // In turns, so that whatever else the machine does falls on each.
  for (let round = 0; round < ROUNDS; round++) {
    for (const { client, all } of times) all[round] = await timeFirstPage(client)
  }
  const base = median(times[0]?.all ?? [])
  for (const { name, all } of times) {
    const middle = median(all)
    console.log(`${name}: ${middle.toFixed(2)} ms, ratio ${(middle / base).toFixed(2)}`)
  }
  const index = /todos_user_id_created_at_id_idx/.exec(await planOf(`bench_${FEW}`))?.[0]
  console.log(`the plan uses ${index ?? 'no index'}`)
} finally {
  await database.end()
  await Promise.all([empty.stop(), full.stop()])
  rmSync(folder, { recursive: true })
}

async function userWith(rows: number, { env, gatewayUrl }: typeof full): Promise<InsForgeClient> {
  const token = signInsForgeToken({ id: `bench_${rows}` }, env.INSFORGE_JWT_SECRET ?? '')
  const client = createInsForgeClient(gatewayUrl, token)
  const todos = Array.from({ length: rows }, (_, n) => ({
    title: `todo ${n}`,
    is_complete: n % 3 === 0,
  }))
  const { error } = await client.database.from('todos').insert(todos)
  if (error) throw new Error(error.message)
  return client
}

async function timeFirstPage(client: InsForgeClient): Promise<number> {
  const begin = performance.now()
  const list = await listTodos(client, { filter: 'all', show: 50 })
  if (!list.ok) throw new Error(list.message)
  return performance.now() - begin
}

/** How Postgres finds the rows of the list for this user. */
async function planOf(sub: string): Promise<string> {
  const claims = JSON.stringify({ sub, role: 'authenticated' })
  await database.query('begin; set local role authenticated')
  await database.query(`select set_config('request.jwt.claims', $1, true)`, [claims])
  const { rows } = await database.query(`explain (format json)
    select id, title, is_complete, created_at from todos order by created_at desc, id desc limit 50`)
  await database.query('rollback')
  return JSON.stringify(rows)
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
