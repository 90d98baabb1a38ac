import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../../eventually.ts'
import { bearer, records } from '../client.ts'
import { type Instance, startInstance } from '../instance.ts'
import { ada, headersOf, patternFiles, type Who } from './fixture.ts'
import { type Answer, attempts, rowId, rowText } from './table.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance(patternFiles)
})
afterAll(() => instance.stop())

beforeEach(() =>
  instance.database.query(`
    delete from notes; delete from announcements; delete from posts;
    insert into notes (id, user_id, body) values ('${rowId}', '${ada}', '${rowText}');
    insert into announcements (id, title) values ('${rowId}', '${rowText}');
    insert into posts (id, user_id, body) values ('${rowId}', '${ada}', '${rowText}')`),
)

test('are three files, which the runner takes as they are', async () => {
  const applied = await instance.database.query(
    `select name from system.custom_migrations where version > '20261102' order by name`,
  )
  expect(applied.rows).toEqual([
    { name: 'mixed' },
    { name: 'private' },
    { name: 'public-read-only' },
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
