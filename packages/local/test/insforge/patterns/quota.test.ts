import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { perTest } from '../../per.ts'
import { instancePerFile } from '../instance.ts'
import { openSession, race } from '../session.ts'
import { databaseAs, type Person, patternFiles, personIn } from './fixture.ts'
import { createTeam, join, notes, remove } from './team-fixture.ts'

const limit = 1_000
const full = { status: 400, error: { code: 'QUOTA' } }
const fine = { status: 201, error: null }

const instance = instancePerFile(patternFiles)
const ada = perTest(() => personIn(instance, 'ada'))
const bob = perTest(() => personIn(instance, 'bob'))

const todos = ({ database }: Person) => database.from('todos')
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ title: `todo ${n}` }))
const stored = async ({ id }: Person) => {
  const sql = 'select count(*)::int as count from todos where user_id = $1'
  return (await instance.database.query<{ count: number }>(sql, [id])).rows[0]?.count
}

describe('a user at the limit', () => {
  beforeEach(async () => {
    expect(await todos(ada).insert(rows(limit))).toMatchObject(fine)
  })

  test('can insert nothing more, one or many', async () => {
    for (const more of [1, 2, 10_000]) {
      expect(await todos(ada).insert(rows(more))).toMatchObject(full)
    }
    expect(await todos(ada).upsert({ title: 'x' })).toMatchObject(full)
    expect(await stored(ada)).toBe(limit)
  })

  test('is told so in a sentence', async () => {
    expect(await todos(ada).insert({ title: 'x' })).toMatchObject({
      error: { message: `a user can have at most ${limit} rows in table "todos"` },
    })
  })

  test('can change and delete, and insert again after that', async () => {
    const { data } = await todos(ada).select('id').limit(2)
    const [first, second] = (data ?? []) as { id: string }[]
    expect(await todos(ada).upsert({ id: first?.id, title: 'merged' })).toMatchObject({
      error: null,
    })
    expect(await todos(ada).update({ is_complete: true })).toMatchObject({ error: null })
    expect(await todos(ada).delete().eq('id', second?.id)).toMatchObject({ error: null })
    expect(await todos(ada).insert(rows(2))).toMatchObject(full)
    expect(await todos(ada).insert(rows(1))).toMatchObject(fine)
    expect(await todos(ada).insert(rows(1))).toMatchObject(full)
  })

  test('does not limit another user', async () => {
    expect(await todos(bob).insert(rows(limit))).toMatchObject(fine)
  })
})

test('an array beyond the limit stores nothing', async () => {
  expect(await todos(ada).insert(rows(limit + 1))).toMatchObject(full)
  expect(await todos(ada).insert(rows(10_000))).toMatchObject(full)
  expect(await stored(ada)).toBe(0)
})

test('of parallel inserts as many succeed as there is room for', async () => {
  await todos(ada).insert(rows(limit - 5))
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => todos(ada).insert({ title: 'x' })),
  )
  const codes = answers.map(({ status, error }) => error?.code ?? status)
  expect(codes.sort()).toEqual([...Array(5).fill(201), ...Array(15).fill('QUOTA')])
  expect(await stored(ada)).toBe(limit)
})

test('of parallel arrays as many succeed as there is room for', async () => {
  await Promise.all(Array.from({ length: 8 }, () => todos(ada).insert(rows(300))))
  expect(await stored(ada)).toBe(900)
})

test('a second insert waits for the first of the same user, and counts it', async () => {
  await todos(ada).insert(rows(limit - 1))
  const insert = `insert into todos (title) values ('x') returning title`
  const raced = await race(instance, [ada.id, insert], [ada.id, insert])
  expect(raced).toEqual({ first: [{ title: 'x' }], second: 'QUOTA' })
})

test('a user does not wait for another', async () => {
  const [one, other] = [await openSession(instance, ada.id), await openSession(instance, bob.id)]
  const insert = `insert into todos (title) values ('x') returning id`
  expect(await one.query(insert)).toHaveLength(1)
  await other.query(`set local lock_timeout = '5s'`)
  expect(await other.query(insert)).toHaveLength(1)
  await Promise.all([one.end(), other.end()])
})

test('the admin key is not limited', async () => {
  const admin = databaseAs(instance.url, instance.apiKey)
  const theirs = rows(limit + 1).map((row) => ({ ...row, user_id: ada.id }))
  expect(await admin.from('todos').insert(theirs)).toMatchObject(fine)
  expect(await todos(ada).insert({ title: 'x' })).toMatchObject(full)
})

test('a row in another user’s name is forbidden, not counted', async () => {
  await todos(ada).insert(rows(limit))
  const forged = await todos(bob).insert({ title: 'x', user_id: ada.id })
  expect(forged).toMatchObject({ status: 403, error: { code: '42501' } })
})

test('on memberships it limits teams', async () => {
  await instance.database.query(`
    create trigger memberships_limit_rows after insert on memberships
      for each statement execute function limit_rows_per_user(2)`)
  const create = () => ada.database.rpc('create_team', { name: 'x', id: randomUUID() })
  expect(await create()).toMatchObject({ error: null })
  expect(await create()).toMatchObject({ error: null })
  expect(await create()).toMatchObject(full)
  expect(await ada.database.from('teams').select()).toMatchObject({ data: [{}, {}] })
  await instance.database.query('drop trigger memberships_limit_rows on memberships')
})

test('rows that a user can no longer read count, too', async () => {
  const { database } = instance
  await database.query(`
    create trigger team_notes_limit_rows after insert on team_notes
      for each statement execute function limit_rows_per_user(2)`)
  const [left, current] = [await createTeam(bob, 'left'), await createTeam(ada, 'current')]
  await join(bob, ada, left)
  const insert = (team_id: string) => notes(ada).insert({ team_id, body: 'x' })
  expect(await insert(left)).toMatchObject(fine)
  expect(await remove(ada, left, ada)).toMatchObject({ error: null })
  expect(await insert(current)).toMatchObject(fine)
  expect(await insert(current)).toMatchObject(full)
  await database.query('drop trigger team_notes_limit_rows on team_notes')
})
