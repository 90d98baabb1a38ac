import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { ada, adasRows, bob, isolationPerFile, seeded } from './fixture.ts'
import { type Session, type Statement, sessions, statements } from './statements.ts'

const instance = isolationPerFile()

describe.each(sessions.map((each) => [each.name, each] as const))('in SQL, %s', (_, session) => {
  const named = statements.map((each) => [each.name, each] as const)
  test.each(named)('gets nothing of Ada’s by: %s', async (_, statement) => {
    const before = await seeded(instance)
    const outcome = await inSession(session, statement.sql)
    expect(outcome).toEqual(expected(session, statement))
    expect(JSON.stringify(outcome)).not.toContain(ada)
    expect(await adasRows(instance.database)).toEqual(before)
  })
})

test('an administrator gets every row: they are there to be got', async () => {
  await seeded(instance)
  const session = { name: '', role: 'project_admin', claims: '' } as const
  const rows = await inSession(session, 'select user_id from todos order by user_id')
  expect(rows).toEqual([{ user_id: ada }, { user_id: bob }])
})

test.each(['postgres', 'pg_read_all_data', 'pg_monitor'])(
  'PostgREST’s login may not become %s',
  async (role) => {
    expect(await inSession({ role: 'authenticator', claims: '' }, `set role ${role}`)).toBe('42501')
  },
)

test('PostgREST’s login can do nothing by itself', async () => {
  const { rowCount } = await instance.database.query(
    `select from pg_roles where rolname = 'authenticator'
     and not rolsuper and not rolinherit and not rolbypassrls and not rolcreaterole`,
  )
  expect(rowCount).toBe(1)
})

function expected({ is }: Session, { bob, noUser }: Statement): unknown {
  if (is === 'refused') return '42501'
  return is === 'bob' ? bob : noUser
}

/** Runs SQL in a transaction as PostgREST does it; gives its rows or the SQLSTATE of its error. What
 * was written stays: the caller looks at it. */
async function inSession(
  { role, claims }: { readonly role: string; readonly claims: string | undefined },
  sql: string,
): Promise<unknown> {
  const { database } = instance
  await database.query('begin; set local session authorization authenticator')
  try {
    if (role !== 'authenticator') await database.query(`set local role ${role}`)
    if (claims !== undefined) {
      await database.query(`select set_config('request.jwt.claims', $1, true)`, [claims])
    }
    const { rows } = await database.query(sql)
    await database.query('commit')
    return rows
  } catch (error) {
    await database.query('rollback')
    if (error instanceof pg.DatabaseError) return error.code
    throw error
  }
}
