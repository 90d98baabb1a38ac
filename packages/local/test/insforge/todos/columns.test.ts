import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { bearer, records, rpc, signToken } from '../client.ts'
import { instancePerFile } from '../instance.ts'

const ada = 'columns|ada'
const bob = 'columns|bob'
const todos = `${records}/todos`

const instance = instancePerFile()

const id = 'aaaaaaaa-0000-4000-8000-000000000001'
const before = {
  id,
  user_id: ada,
  title: 'milk',
  is_complete: false,
  created_at: '2026-03-01T00:00:00+00:00',
  updated_at: expect.any(String),
}
const later = '2026-04-01T00:00:00+00:00'
const forbidden = [403, '42501'] as const

beforeEach(() =>
  instance.database.query(`
    delete from todos;
    insert into todos (id, user_id, title, created_at)
      values ('${id}', '${ada}', 'milk', '2026-03-01T00:00:00Z')`),
)

/** Sends a write as Ada or with the admin key; gives its status, and its rows or its code. */
async function write(
  method: string,
  filter: string,
  body: unknown,
  { who = 'ada', prefer = '' }: { who?: 'ada' | 'admin'; prefer?: string } = {},
): Promise<readonly [number, unknown]> {
  const token = who === 'ada' ? signToken(instance.jwtSecret, { sub: ada }) : instance.apiKey
  const headers = { ...bearer(token), prefer: `return=representation${prefer}` }
  const answer = await instance.send(method, `${todos}${filter}`, headers, body)
  const { code } = Object(answer.body) as { code?: unknown }
  return [answer.status, code ?? answer.body]
}
const merge = { prefer: ',resolution=merge-duplicates' }
const stored = async () =>
  (await instance.send('GET', todos, bearer(instance.apiKey))).body as readonly object[]

describe('what cannot be changed', () => {
  const changes = { id: randomUUID(), user_id: bob, created_at: later }

  test.each(Object.entries(changes))('%s, by an update', async (column, value) => {
    for (const who of ['ada', 'admin'] as const) {
      const change = { [column]: value }
      expect(await write('PATCH', `?id=eq.${id}`, change, { who })).toEqual(forbidden)
      expect(await write('PATCH', `?id=eq.${id}`, { ...change, title: 'x' }, { who })).toEqual(
        forbidden,
      )
    }
    expect(await stored()).toEqual([before])
  })

  test('created_at, by an upsert', async () => {
    const row = { id, title: 'x', created_at: later }
    expect(await write('POST', '', row, merge)).toEqual(forbidden)
    expect(await write('PUT', `?id=eq.${id}`, { ...before, ...row, updated_at: later })).toEqual(
      forbidden,
    )
    expect(await stored()).toEqual([before])
  })

  test('the owner, by the policy alone, with the trigger off', async () => {
    const { database } = instance
    await database.query('alter table todos disable trigger todos_keep_columns')
    // Without a filter and without an answer no row is read, so the policy for updates stands alone.
    const headers = bearer(signToken(instance.jwtSecret, { sub: ada }))
    const gift = await instance.send('PATCH', todos, headers, { user_id: bob })
    expect(gift).toMatchObject({ status: 403, body: { code: '42501' } })
    expect(await write('PATCH', `?id=eq.${id}`, { created_at: later })).toMatchObject([200, {}])
    await database.query('alter table todos enable trigger todos_keep_columns')
  })
})

describe('what can be changed', () => {
  test.each([{ title: 'oat milk' }, { is_complete: true }])('%j, by an update', async (change) => {
    const row = { ...before, ...change }
    expect(await write('PATCH', `?id=eq.${id}`, change)).toEqual([200, [row]])
    expect(await stored()).toEqual([row])
  })

  test('a row that is sent back whole', async () => {
    const row = { ...(await stored())[0], title: 'oat milk' }
    expect(await write('PATCH', `?id=eq.${id}`, row)).toMatchObject([200, [{ title: 'oat milk' }]])
    expect(await write('POST', '', row, merge)).toMatchObject([200, [{ title: 'oat milk' }]])
    expect(await write('PUT', `?id=eq.${id}`, row)).toMatchObject([200, [{ title: 'oat milk' }]])
  })

  test('the title, by an upsert, which also inserts', async () => {
    const rows = [
      { id, title: 'oat milk' },
      { id: randomUUID(), title: 'bread' },
    ]
    expect(await write('POST', '', rows, merge)).toMatchObject([201, rows])
    expect(await stored()).toHaveLength(2)
  })
})

test('updated_at is the database’s, by an insert and by an update', async () => {
  const long = '1999-01-01T00:00:00Z'
  const { rows } = await instance.database.query<{ now: Date }>('select now()')
  const now = Number(rows[0]?.now)
  const insert = await write('POST', '', { title: 'new', updated_at: long })
  const update = await write('PATCH', `?id=eq.${id}`, { title: 'x', updated_at: long })
  for (const [, written] of [insert, update]) {
    const [row] = written as [{ updated_at: string }]
    expect(Date.parse(row.updated_at)).toBeGreaterThanOrEqual(now)
  }
})

test('the function of the trigger cannot be called', async () => {
  for (const token of [signToken(instance.jwtSecret, { sub: ada }), instance.anonKey]) {
    const answer = await instance.send('POST', `${rpc}/reject_change`, bearer(token), {})
    expect(answer.status).toBeGreaterThanOrEqual(400)
  }
})

describe('created_at', () => {
  const dates = (list: readonly string[]) => list.map((date) => [date] as const)
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

  test.each(
    dates([
      '0001-01-01T00:00:00+14:00',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59-14:00',
      '9999-12-31T00:00:00Z',
      '0044-03-15 00:00:00 BC',
      'infinity',
      '-infinity',
      inDays(2),
    ]),
  )('%s is rejected', async (date) => {
    const row = { title: 'when', created_at: date }
    expect(await write('POST', '', row)).toEqual([400, '23514'])
    expect(await stored()).toEqual([before])
  })

  test.each(
    dates(['0001-01-02T00:00:00Z', '1969-07-20T20:17:40Z', '2026-03-01T14:00:00+14:00', inDays(0)]),
  )('%s is stored and can be read back', async (date) => {
    const [status, rows] = await write('POST', '', { title: 'when', created_at: date })
    expect(status).toBe(201)
    const [row] = rows as [{ created_at: string }]
    expect(Date.parse(row.created_at)).toBe(Date.parse(date))
  })
})
