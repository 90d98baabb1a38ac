import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../../eventually.ts'
import { bearer, records } from '../client.ts'
import { instancePerFile, startInstance } from '../instance.ts'
import { plannedCounts } from '../session.ts'
import { ada, bob, headersOf, patternFiles, patternsFolder, type Who } from './fixture.ts'
import { type Answer, attempts, rowId, rowText } from './table.ts'

const instance = instancePerFile(patternFiles)

beforeEach(() =>
  instance.database.query(`
    delete from notes; delete from announcements; delete from posts;
    insert into notes (id, user_id, body) values ('${rowId}', '${ada}', '${rowText}');
    insert into announcements (id, title) values ('${rowId}', '${rowText}');
    insert into posts (id, user_id, body) values ('${rowId}', '${ada}', '${rowText}')`),
)

test('are five files, which the runner takes as they are', async () => {
  const applied = await instance.database.query(
    `select name from system.custom_migrations where version > '20261102' order by name`,
  )
  expect(applied.rows).toEqual([
    { name: 'mixed' },
    { name: 'private' },
    { name: 'public-read' },
    { name: 'quota' },
    { name: 'team' },
  ])
})

test('are taken by the migrations endpoint as they are', async () => {
  const other = await startInstance()
  for (const [file, sql] of Object.entries(patternFiles)) {
    const [, version, name] = /^(\d+)_(.+)\.sql$/.exec(file) ?? []
    const body = { version, name, sql }
    const answer = await other.send('POST', '/api/database/migrations', bearer(other.apiKey), body)
    expect(answer).toMatchObject({ status: 201, body: { version, name } })
  }
  await other.stop()
})

describe.each(attempts.map((each) => [each.name, each] as const))('%s', (_, attempt) => {
  const people = Object.entries(attempt.answers) as [Who, Answer][]
  test.each(people)('by %s', async (who, expected) => {
    const { table, method, filter = '', body } = attempt
    const path = `${records}/${table}?${filter}`
    const answer = await instance.send(method, path, headersOf(who, instance), body)
    expect([answer.status, shown(answer.body)]).toEqual(expected)

    const kept = await instance.database.query(
      `select to_jsonb(t) as row from ${table} t where id = $1`,
      [rowId],
    )
    const isWritten = /PATCH|DELETE/.test(method) && expected[0] === 200 && expected[1].length > 0
    if (!isWritten) expect(kept.rows.map(({ row }) => text(row))).toEqual([rowText])
  })
})

// Without a filter and without an answer no row is read, so the policy for the write stands alone.
test.each(['notes', 'posts'])('%s: the policy for each write holds by itself', async (table) => {
  const { send, database } = instance
  const { prefer: _, ...bobs } = headersOf('bob', instance)
  const { prefer: __, ...adas } = headersOf('ada', instance)
  const path = `${records}/${table}`
  const forbidden = { status: 403, body: { code: '42501' } }
  expect(await send('POST', path, bobs, { body: 'new', user_id: ada })).toMatchObject(forbidden)
  expect(await send('PATCH', path, bobs, { body: 'new' })).toMatchObject({ status: 204 })
  expect(await send('DELETE', path, bobs)).toMatchObject({ status: 204 })

  await database.query(`alter table ${table} disable trigger ${table}_keep_columns`)
  expect(await send('PATCH', path, adas, { user_id: bob })).toMatchObject(forbidden)
  await database.query(`alter table ${table} enable trigger ${table}_keep_columns`)
  const { rows } = await database.query(`select user_id, body from ${table}`)
  expect(rows).toEqual([{ user_id: ada, body: rowText }])
})

test('notes: a user without rows is not told how many another has', async () => {
  const { database } = instance
  await database.query(`
    insert into notes (user_id, body) select '${ada}', 'secret' from generate_series(1, 99);
    analyze notes`)
  const of = (filter: string) => plannedCounts(instance, bob, `notes?select=id&${filter}`)
  expect(await of(`user_id=eq.${ada}`)).toEqual(await of('user_id=eq.unknown'))
  expect(await of('body=eq.secret')).toEqual(await of('body=eq.x'))
  expect(await of('created_at=gte.2000-01-01')).toEqual(await of('created_at=lt.2000-01-01'))
})

test('no column of a table that is not public has planner statistics', async () => {
  const { rows } = await instance.database.query(`
    select attrelid::regclass::text as "table", attname as column from pg_attribute
    where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace
        and relkind = 'r' and relname not in ('announcements', 'posts'))
      and attnum > 0 and attstattarget <> 0`)
  expect(rows).toEqual([])
})

test('what the README says about later: a new column, and a column that cannot change', async () => {
  const text = readFileSync(new URL('README.md', patternsFolder), 'utf8')
  const blocks = [...text.matchAll(/```sql\n(.*?)```/gs)].map(([, sql = '']) => sql)
  expect(blocks).toHaveLength(2)
  await instance.database.query(
    `insert into notes (id, user_id, body) values (gen_random_uuid(), 'old-id', 'x')`,
  )
  for (const [index, sql] of blocks.entries()) {
    const body = { version: `${20261103000000 + index}`, name: `later-${index}`, sql }
    const headers = bearer(instance.apiKey)
    const answer = await instance.send('POST', '/api/database/migrations', headers, body)
    expect(answer).toMatchObject({ status: 201 })
  }
  const { rows } = await instance.database.query(
    `select user_id from notes where user_id like '%-id'`,
  )
  expect(rows).toEqual([{ user_id: 'new-id' }])
})

test('posts without their authors: anon names the columns it reads', async () => {
  const { send, database } = instance
  const anon = headersOf('anon', instance)
  await database.query(`
    revoke select on posts from anon;
    grant select (id, body, created_at) on posts to anon;
    notify pgrst, 'reload schema'`)
  const isRefused = async () => (await send('GET', `${records}/posts`, anon)).status === 401
  expect(await eventually(isRefused)).toBe(true)
  expect((await send('GET', `${records}/posts?select=user_id`, anon)).status).toBe(401)
  expect(await send('GET', `${records}/posts?select=id,body`, anon)).toMatchObject({
    status: 200,
    body: [{ id: rowId, body: rowText }],
  })
  await database.query('grant select on posts to anon')
})

/** Rows as their texts, a refusal as its code. */
function shown(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(text)
  const { code, error } = Object(body) as { code?: unknown; error?: unknown }
  return code ?? error
}

function text(row: unknown): unknown {
  const { body, title } = Object(row) as { body?: unknown; title?: unknown }
  return body ?? title
}
