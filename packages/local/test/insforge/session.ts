import pg from 'pg'
import { holdsWithin } from '../../src/runtime/wait.ts'
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
