import { beforeAll, describe, expect, test } from 'vitest'
import { bearer, records, signToken } from '../client.ts'
import { instancePerFile } from '../instance.ts'
import { plannedCounts, planOf } from '../session.ts'

const ada = 'statistics|ada'
const bob = 'statistics|bob'
const cleo = 'statistics|cleo'
const ids = 'aaaaaaaa-0000-4000-8000-'

const instance = instancePerFile()
beforeAll(async () => {
  // So many that the statistics of each column would show by themselves.
  await instance.database.query(`
    insert into todos (id, user_id, title, is_complete, created_at)
      select format('${ids}%s', lpad(n::text, 12, '0'))::uuid, '${ada}', 'Ada’s secret', true,
        '2026-03-01T00:00:00Z'::timestamptz + n * interval '1 second'
      from generate_series(1, 17000) n;
    insert into todos (user_id, title, created_at)
      select '${cleo}', 'Cleo’s ' || n, '2025-01-01T00:00:00Z' from generate_series(1, 3000) n;
    analyze todos`)
})

describe('a user without rows is told the same count', () => {
  const pairs: Record<string, readonly [ofAda: string, ofNone: string]> = {
    'for a user with rows as for one without': [`user_id=eq.${ada}`, 'user_id=eq.unknown'],
    'for a title that exists as for one that does not': ['title=eq.Ada’s secret', 'title=eq.x'],
    'for a list of titles': ['title=in.(Ada’s secret,Cleo’s 1)', 'title=in.(x,y)'],
    'for a time with rows as for one without': [
      'created_at=gte.2026-03-01&created_at=lt.2026-03-02',
      'created_at=gte.1999-03-01&created_at=lt.1999-03-02',
    ],
    'for a time of change': [
      'updated_at=gte.2000-01-01&updated_at=lt.2999-01-01',
      'updated_at=gte.1990-01-01&updated_at=lt.1999-01-01',
    ],
    'for completed as for active': ['is_complete=eq.true', 'is_complete=eq.false'],
    'for a range of ids': [
      `id=gte.${ids}000000000000&id=lt.${ids}999999999999`,
      'id=gte.cccccccc-0000-4000-8000-000000000000&id=lt.cccccccc-0000-4000-8000-999999999999',
    ],
  }
  test.each(Object.entries(pairs))('%s', async (_, [ofAda, ofNone]) => {
    const told = await plannedCounts(instance, bob, `todos?select=id&${ofAda}`)
    expect(told).toEqual(await plannedCounts(instance, bob, `todos?select=id&${ofNone}`))
    expect(told).not.toContain(null)
  })
})

test('Ada herself is told how many rows she has', async () => {
  const headers = { ...bearer(signToken(instance.jwtSecret, { sub: ada })), prefer: 'count=exact' }
  const answer = await instance.send('HEAD', `${records}/todos?limit=1`, headers)
  expect(answer.headers.get('content-range')).toBe('0-0/17000')
})

describe('without statistics, at 50,000 rows', () => {
  const many = 'statistics|many'
  beforeAll(() =>
    instance.database.query(`
      insert into todos (user_id, title, is_complete, created_at)
        select case when n % 2 = 0 then '${many}' else 'statistics|' || n % 500 end,
          'todo ' || n, n % 3 = 0, '2024-01-01T00:00:00Z'::timestamptz + n * interval '1 minute'
        from generate_series(1, 50000) n;
      analyze todos`),
  )

  const list = 'select id, title, is_complete, created_at from todos'
  const newest = 'order by created_at desc, id desc limit 51'
  const older = `created_at < '2024-02-01' or
    (created_at = '2024-02-01' and id < '${ids}000000000001')`
  const queries = [
    ['the list', `${list} ${newest}`],
    ['a filter', `${list} where is_complete = false ${newest}`],
    ['what is older', `${list} where ${older} ${newest}`],
    ['the count', 'select count(*) from todos'],
  ] as const
  const users = [
    ['few', 'statistics|1'],
    ['many', many],
  ] as const

  describe.each(users)('a user with %s rows', (_, user) => {
    test.each(queries)('finds %s by the index', async (_, sql) => {
      const plan = await planOf(instance, user, sql)
      expect(plan).toContain('todos_user_id_created_at_id_idx')
      expect(plan).not.toContain('Seq Scan')
    })

    test.each(queries.slice(0, 2))('reads %s in the index’s order', async (_, sql) => {
      expect(await planOf(instance, user, sql)).not.toContain('Sort')
    })
  })
})
