/** Compares how long the first page takes with few and with many rows. Prints the ratio of medians. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startLocal } from '@insforge-auth-starters/local'
import { createInsForgeClient, type InsForgeClient } from '@/lib/insforge-client'
import { signInsForgeToken } from '@/lib/insforge-token'
import { listTodos } from '@/todos/data'

const FEW = 20
const MANY = 5_000
const ROUNDS = 200

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const local = await startLocal({
  stateDir: join(folder, 'state'),
  migrationsDir: fileURLToPath(new URL('../../../sql/migrations', import.meta.url)),
  appUrl: 'http://localhost',
  ports: { gateway: 0 },
})

try {
  const few = await userWith(FEW)
  const many = await userWith(MANY)
  const times: Record<'few' | 'many', number[]> = { few: [], many: [] }
  // In turns, so that whatever else the machine does falls on both.
  for (let round = 0; round < ROUNDS; round++) {
    times.few.push(await timeFirstPage(few))
    times.many.push(await timeFirstPage(many))
  }
  const [base, compared] = [median(times.few), median(times.many)]
  console.log(`first page, ${FEW} rows: ${base.toFixed(2)} ms (median of ${ROUNDS})`)
  console.log(`first page, ${MANY} rows: ${compared.toFixed(2)} ms`)
  console.log(`ratio: ${(compared / base).toFixed(2)}`)
} finally {
  await local.stop()
  rmSync(folder, { recursive: true })
}

async function userWith(rows: number): Promise<InsForgeClient> {
  const token = signInsForgeToken({ id: `bench_${rows}` }, local.env.INSFORGE_JWT_SECRET ?? '')
  const client = createInsForgeClient(local.gatewayUrl, token)
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

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
