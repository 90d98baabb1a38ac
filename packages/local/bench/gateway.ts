/** Compares the gateway with PostgREST alone, in turns. Prints the ratio of requests per second, and
 * how much longer the median request takes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import jwt from 'jsonwebtoken'
import { startLocal } from '../src/index.ts'
import { startPostgrest } from '../src/insforge/postgrest.ts'
import { freePort } from '../src/runtime/ports.ts'
import { Supervisor } from '../src/runtime/supervisor.ts'
import { loadSecrets } from '../src/state.ts'

const USERS = 100
const ROWS = 20
const CONNECTIONS = 8
const WARM_UP = 10
const ROUNDS = 30
const ROUND_MS = 500

const list = '/todos?select=id,title,is_complete,created_at&order=created_at.desc,id.desc&limit=50'
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const stateDir = join(folder, 'state')
const local = await startLocal({
  stateDir,
  migrationsDir: fileURLToPath(new URL('../../../sql/migrations', import.meta.url)),
  appUrl: 'http://localhost',
  ports: { gateway: 0 },
})
const { jwtSecret, authenticatorPassword } = loadSecrets(stateDir).secrets
const alone = new Supervisor(join(folder, 'alone'), [])

/** One side of the comparison. */
interface Side {
  readonly name: string
  readonly url: string
  readonly tokens: readonly string[]
  readonly perSecond: number[]
  readonly times: number[]
}

try {
  const [port, adminPort] = [await freePort(), await freePort()]
  const databaseUrl = new URL(local.env.DATABASE_URL ?? '')
  databaseUrl.username = 'authenticator'
  databaseUrl.password = authenticatorPassword
  const options = { port, adminPort, databaseUrl: databaseUrl.href, cwd: folder }
  await startPostgrest(alone, { ...options, secret: jwtSecret })

  const users = Array.from({ length: USERS }, (_, n) => `bench_${n}`)
  const claims = { role: 'authenticated', exp: Math.floor(Date.now() / 1_000) + 3_600 }
  const tokens = users.map((sub) => jwt.sign({ ...claims, sub }, jwtSecret))
  const side = (name: string, url: string): Side => {
    return { name, url: `${url}${list}`, tokens, perSecond: [], times: [] }
  }
  const postgrest = side('PostgREST', `http://127.0.0.1:${port}`)
  const gateway = side('gateway', `${local.gatewayUrl}/api/database/records`)
  await insertRows(users)
  // In turns, so that whatever else the machine does falls on both.
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    for (const each of [postgrest, gateway]) {
      if (round === 0) Object.assign(each, { perSecond: [], times: [] })
      await measure(each)
    }
  }
  const [base, compared] = [report(postgrest), report(gateway)]
  console.log(
    `ratio: ${(compared.perSecond / base.perSecond).toFixed(2)}, p50 +${(compared.p50 - base.p50).toFixed(2)} ms`,
  )
} finally {
  await alone.stop()
  await local.stop()
  rmSync(folder, { recursive: true })
}

async function insertRows(users: readonly string[]): Promise<void> {
  const rows = users.flatMap((user_id) =>
    Array.from({ length: ROWS }, (_, n) => ({ user_id, title: `todo ${n}` })),
  )
  const response = await fetch(`${local.gatewayUrl}/api/database/records/todos`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${local.env.INSFORGE_API_KEY}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(rows),
  })
  if (!response.ok) throw new Error(await response.text())
}

/** Sends requests for one round, each connection its next one as soon as the last is answered. */
async function measure({ url, tokens, perSecond, times }: Side): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const startedAt = performance.now()
  let count = 0
  const connection = async () => {
    while (performance.now() - startedAt < ROUND_MS) {
      const sentAt = performance.now()
      await get(url, tokens[count++ % tokens.length] ?? '', agent)
      times.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  perSecond.push((count * 1_000) / (performance.now() - startedAt))
  agent.destroy()
}

function get(url: string, token: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` }
    const sent = request(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url}: ${answer.statusCode}`))
      answer.once('end', resolve).once('error', reject).resume()
    })
    sent.once('error', reject).end()
  })
}

function report({ name, perSecond, times }: Side): { perSecond: number; p50: number } {
  const result = { perSecond: median(perSecond), p50: median(times) }
  console.log(
    `${name}: ${result.perSecond.toFixed(0)} requests/s, p50 ${result.p50.toFixed(2)} ms (median of ${ROUNDS} rounds, ${CONNECTIONS} connections)`,
  )
  return result
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
