import { randomUUID } from 'node:crypto'
import { createClient } from '@insforge/sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now, setting, tokenFor, withDatabase } from './client.ts'

const mine = 'sdk|me'
const theirs = 'sdk|them'
const foreignId = randomUUID()

function clientFor(accessToken: string, options: Parameters<typeof createClient>[0] = {}) {
  const baseUrl = setting('INSFORGE_URL')
  const auth = { detectOAuthCallback: false }
  return createClient({ baseUrl, accessToken, auth, retryCount: 0, ...options })
}
const todos = (sub = mine) => clientFor(tokenFor(sub)).database.from('todos')

beforeAll(async () => {
  const { error } = await todos(theirs).insert({ id: foreignId, title: 'theirs' })
  expect(error).toBeNull()
})
afterAll(() =>
  withDatabase((client) => client.query(`delete from todos where user_id like 'sdk|%'`)),
)

describe('@insforge/sdk with a user’s token', () => {
  test('inserts and gives the row', async () => {
    const { status, data } = await todos().insert({ title: 'one' }).select().single()
    expect([status, data]).toEqual([201, expect.objectContaining({ title: 'one', user_id: mine })])
  })

  test('gives an empty list, not null, for an insert without select()', async () => {
    expect(await todos().insert({ title: 'two' })).toMatchObject({ status: 201, data: [] })
  })

  test('misses somebody else’s row without an error', async () => {
    const update = () => todos().update({ title: 'taken' }).eq('id', foreignId)
    expect(await update().select()).toMatchObject({ status: 200, data: [], error: null })
    expect(await update()).toMatchObject({ status: 204, data: null, error: null })
    expect(await update().select().single()).toMatchObject({
      status: 406,
      error: { code: 'PGRST116' },
    })
    expect(await todos().delete().eq('id', foreignId).select()).toMatchObject({ data: [] })
    expect(await todos().select().eq('id', foreignId).maybeSingle()).toMatchObject({
      status: 200,
      data: null,
    })
  })

  test('may not write in somebody else’s name', async () => {
    const forbidden = { status: 403, error: { code: '42501' } }
    expect(await todos().insert({ title: 'x', user_id: theirs })).toMatchObject(forbidden)
    expect(await todos().update({ user_id: theirs }).eq('title', 'one')).toMatchObject(forbidden)
    const upsert = await todos().upsert({ id: foreignId, title: 'x' })
    expect(upsert).toMatchObject(forbidden)
    expect(upsert.error?.message).toContain('(USING expression)')
  })

  test('leaves an empty string for a column that is no text to the default', async () => {
    const { status, data } = await todos().insert({ title: 'e', is_complete: '' }).select().single()
    expect([status, data?.is_complete]).toEqual([201, false])
  })

  test('sends null for what only some of several rows have, unless told otherwise', async () => {
    const rows = [{ title: 'a' }, { title: 'b', is_complete: true }]
    expect(await todos().insert(rows)).toMatchObject({ status: 400, error: { code: '23502' } })
    expect(await todos().insert(rows, { defaultToNull: false })).toMatchObject({ status: 201 })
  })

  test('reports the codes of PostgREST and Postgres', async () => {
    expect(await todos().insert({ title: '' })).toMatchObject({
      status: 400,
      error: { code: '23514' },
    })
    expect(await todos().select().eq('id', 'no-uuid')).toMatchObject({
      status: 400,
      error: { code: '22P02' },
    })
    expect(await todos().insert({ title: 'x', nope: 1 })).toMatchObject({
      status: 400,
      error: { code: 'PGRST204' },
    })
    const { database } = clientFor(tokenFor(mine))
    expect(await database.from('nope').select()).toMatchObject({
      status: 404,
      error: { code: '42P01' },
    })
    expect(await database.rpc('nope')).toMatchObject({ status: 404, error: { code: 'PGRST202' } })
  })
})

describe('@insforge/sdk without a good token', () => {
  test('gets a 401 for an expired one, without asking for a new one', async () => {
    const requests: string[] = []
    const recording: typeof fetch = (input, init) => {
      requests.push(String(input))
      return fetch(input, init)
    }
    const client = clientFor(tokenFor(mine, { exp: now() - 1 }), { fetch: recording })
    expect(await client.database.from('todos').select()).toMatchObject({
      status: 401,
      error: { error: 'AUTH_UNAUTHORIZED', message: 'Invalid token' },
    })
    expect(requests).toHaveLength(1)
  })

  test('falls back to the anon key after an expired token, which fails loudly here', async () => {
    const client = createClient({
      baseUrl: setting('INSFORGE_URL'),
      anonKey: setting('INSFORGE_ANON_KEY'),
      auth: { detectOAuthCallback: false },
    })
    client.setAccessToken(tokenFor(mine, { exp: now() - 1 }))
    const first = await client.database.from('todos').select()
    expect(first.error?.message).toContain('No refresh token provided')
    const second = await client.database.from('todos').select()
    expect(second).toMatchObject({ status: 401, error: { code: '42501' } })
  })

  test('gets 404 when the base URL ends in a slash', async () => {
    const client = clientFor(tokenFor(mine), { baseUrl: `${setting('INSFORGE_URL')}/` })
    const { status, error } = await client.database.from('todos').select()
    expect([status, error?.message]).toEqual([
      404,
      expect.stringContaining('Endpoint //api/database/records/todos'),
    ])
  })
})
