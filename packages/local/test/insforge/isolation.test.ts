import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bearer, records, send, tokenFor, withDatabase } from './client.ts'

const ada = 'isolation|ada'
const bob = 'isolation|bob'
const as = (sub: string) => ({ ...bearer(tokenFor(sub)), prefer: 'return=representation' })
const todos = `${records}/todos`

let adasId: string

beforeAll(async () => {
  const { body } = await send('POST', todos, as(ada), { title: 'Ada’s' })
  adasId = (body as { id: string }[])[0]?.id ?? ''
  await send('POST', todos, as(bob), { title: 'Bob’s' })
})
afterAll(() =>
  withDatabase((client) => client.query(`delete from todos where user_id like 'isolation|%'`)),
)

describe('two users, through the gateway', () => {
  test('read their own rows only, whatever they ask for', async () => {
    for (const filter of [
      '',
      `?user_id=eq.${ada}`,
      `?id=eq.${adasId}`,
      '?or=(title.neq.x,title.eq.x)',
    ]) {
      const { body } = await send('GET', `${todos}${filter}`, as(bob))
      expect((body as { user_id: string }[]).filter((row) => row.user_id !== bob)).toEqual([])
    }
    expect((await send('GET', `${todos}?select=title`, as(ada))).body).toEqual([{ title: 'Ada’s' }])
  })

  test('change nothing of each other', async () => {
    expect((await send('PATCH', `${todos}?id=eq.${adasId}`, as(bob), { title: 'x' })).body).toEqual(
      [],
    )
    expect((await send('DELETE', `${todos}?id=eq.${adasId}`, as(bob))).body).toEqual([])
    const upsert = { ...as(bob), prefer: 'resolution=merge-duplicates' }
    expect((await send('POST', todos, upsert, { id: adasId, title: 'x' })).status).toBe(403)
    expect((await send('GET', `${todos}?select=title`, as(ada))).body).toEqual([{ title: 'Ada’s' }])
  })

  test('are counted apart', async () => {
    const { headers } = await send('GET', `${todos}?limit=1`, { ...as(bob), prefer: 'count=exact' })
    expect(headers.get('content-range')).toBe('0-0/1')
  })

  test('are who their token says in a function, not who a header says', async () => {
    const headers = { ...as(bob), 'x-user-id': ada, role: 'project_admin', cookie: `sub=${ada}` }
    expect((await send('POST', '/api/database/rpc/requesting_user_id', headers, {})).body).toBe(bob)
  })
})

describe('two users, in SQL', () => {
  test.each([
    ['authenticated', bob, [bob]],
    ['authenticated', undefined, []],
    ['authenticated', '', []],
    ['project_admin', bob, [ada, bob]],
  ])('%s with sub %j sees %j', async (role, sub, expected) => {
    const seen = await withDatabase((client) => asRole(client, role, sub, selectUsers))
    expect(seen).toEqual(expected)
  })

  test('anon may not even ask', async () => {
    const asking = withDatabase((client) => asRole(client, 'anon', undefined, selectUsers))
    await expect(asking).rejects.toThrow('permission denied for table todos')
  })

  test('nobody writes in another’s name', async () => {
    const insert = `insert into todos (title, user_id) values ('x', '${ada}')`
    const inserting = withDatabase((client) => asRole(client, 'authenticated', bob, insert))
    await expect(inserting).rejects.toThrow('row-level security')
    const steal = `update todos set user_id = '${bob}' where user_id = '${ada}' returning user_id`
    expect(await withDatabase((client) => asRole(client, 'authenticated', bob, steal))).toEqual([])
  })

  test('PostgREST’s own login can do nothing by itself', async () => {
    const rights = `select rolname as user_id from pg_roles where rolname = 'authenticator'
      and not rolsuper and not rolinherit and not rolbypassrls and not rolcreaterole`
    const found = await withDatabase((client) => client.query(rights))
    expect(found.rowCount).toBe(1)
  })
})

const selectUsers = `select user_id from todos where user_id in ('${ada}', '${bob}') order by 1`

async function asRole(client: pg.Client, role: string, sub: string | undefined, sql: string) {
  await client.query('begin')
  await client.query(`set local role ${role}`)
  await client.query(`select set_config('request.jwt.claims', $1, true)`, [
    JSON.stringify({ sub, role }),
  ])
  const { rows } = await client.query<{ user_id: string }>(sql)
  await client.query('rollback')
  return rows.map((row) => row.user_id)
}
