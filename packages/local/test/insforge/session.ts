import pg from 'pg'
import { holdsWithin } from '../../src/runtime/wait.ts'
import { bearer, records, signToken } from './client.ts'
import type { Instance } from './instance.ts'

/** A transaction of one user, as PostgREST opens it, on a connection of its own. */
export interface Session {
  query(sql: string): Promise<readonly object[]>
  /** Runs SQL that another session holds up, and resolves once it waits; its result comes later. */
  blocked(sql: string): Promise<{ readonly result: Promise<unknown> }>
  commit(): Promise<void>
  /** Rolls back what is open and closes the connection. */
  end(): Promise<void>
}

/** Opens a transaction as the user with that id. */
export async function openSession(
  { databaseUrl, database }: Instance,
  sub: string,
  isolation: 'read committed' | 'repeatable read' = 'read committed',
): Promise<Session> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`begin isolation level ${isolation}; set local role authenticated`)
  const claims = JSON.stringify({ sub, role: 'authenticated' })
  await client.query(`select set_config('request.jwt.claims', $1, true)`, [claims])
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const isBlocked = async () => {
    const found = await database.query('select where cardinality(pg_blocking_pids($1)) > 0', [
      rows[0]?.pid,
    ])
    return found.rowCount === 1
  }
  return {
    query: async (sql) => (await client.query(sql)).rows,
    async blocked(sql) {
      let isSettled = false
      const result: Promise<unknown> = client
        .query(sql)
        .then(({ rows }) => rows as unknown, codeOf)
        .finally(() => {
          isSettled = true
        })
      await holdsWithin(10_000, async () => isSettled || (await isBlocked()))
      if (isSettled) throw new Error(`${sql} did not wait: ${JSON.stringify(await result)}`)
      return { result }
    },
    commit: async () => void (await client.query('commit')),
    end: () => client.end(),
  }
}

function codeOf(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return error.code
  throw error
}

/** The plan that a user's query gets, as JSON text. */
export async function planOf(instance: Instance, sub: string, sql: string): Promise<string> {
  const session = await openSession(instance, sub)
  try {
    return JSON.stringify(await session.query(`explain (format json) ${sql}`))
  } finally {
    await session.end()
  }
}

/** A user and what they send. */
type Step = readonly [sub: string, sql: string]

/** Two transactions at once: the second waits for the first, which commits. Gives the rows of the first
 * and what became of the second. */
export async function race(
  instance: Instance,
  [firstUser, firstSql]: Step,
  [secondUser, secondSql]: Step,
  isolation?: 'read committed' | 'repeatable read',
): Promise<{ readonly first: readonly object[]; readonly second: unknown }> {
  const one = await openSession(instance, firstUser)
  const other = await openSession(instance, secondUser, isolation)
  try {
    await other.query('select 1') // where that counts, it sees nothing of the first from now on
    const first = await one.query(firstSql)
    const { result } = await other.blocked(secondSql)
    await one.commit()
    return { first, second: await result }
  } finally {
    await Promise.all([one.end(), other.end()])
  }
}

/** What a user is told about how many rows match, counted by the planner: by HEAD, by GET, and by GET
 * for a range of rows. */
export async function plannedCounts(
  { send, jwtSecret }: Instance,
  sub: string,
  tableAndFilter: string,
): Promise<readonly (string | null)[]> {
  const path = `${records}/${tableAndFilter}`
  const headers = bearer(signToken(jwtSecret, { sub }))
  const planned = { ...headers, prefer: 'count=planned' }
  const answers = [
    await send('HEAD', path, planned),
    await send('GET', path, planned),
    await send('GET', path, { ...planned, range: '0-4' }),
    await send('GET', path, { ...headers, prefer: 'count=estimated' }),
  ]
  return answers.map((answer) => answer.headers.get('content-range'))
}
