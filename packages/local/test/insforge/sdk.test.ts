import { randomUUID } from 'node:crypto'
import { createClient } from '@insforge/sdk'
import { createServerClient } from '@insforge/sdk/ssr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now, setting, tokenFor, withDatabase } from './client.ts'

const mine = 'sdk|me'
const theirs = 'sdk|them'
const foreignId = randomUUID()
const expired = () => tokenFor(mine, { exp: now() - 1 })
const anonKey = () => setting('INSFORGE_ANON_KEY')

/** A client of the shared InsForge, and the paths and credentials that it sends. Some options are
 * those that the SDK's types refuse. */
function sdk(options: object) {
  const sent: { path: string; authorization: string | null }[] = []
  const recording: typeof fetch = (input, init) => {
    const { pathname } = new URL(String(input))
    sent.push({ path: pathname, authorization: new Headers(init?.headers).get('authorization') })
    return fetch(input, init)
  }
  const client = createClient({
    baseUrl: setting('INSFORGE_URL'),
    auth: { detectOAuthCallback: false },
    retryDelay: 1,
    fetch: recording,
    ...options,
  })
  return { client, sent, read: () => client.database.from('todos').select('title').eq('id', myId) }
}
const databaseOf = (sub: string) =>
  sdk({ accessToken: tokenFor(sub), retryCount: 0 }).client.database
const todos = (sub = mine) => databaseOf(sub).from('todos')

const myId = randomUUID()
beforeAll(async () => {
  expect(await todos(theirs).insert({ id: foreignId, title: 'theirs' })).toMatchObject({
    error: null,
  })
  expect(await todos().insert({ id: myId, title: 'mine' })).toMatchObject({ error: null })
})
afterAll(() =>
  withDatabase((client) => client.query(`delete from todos where user_id like 'sdk|%'`)),
)

const failure = (status: number, code: string) => ({ status, error: { code } })

describe('@insforge/sdk with a user’s token', () => {
  test('inserts and gives the row', async () => {
    const { status, data } = await todos().insert({ title: 'one' }).select().single()
    expect([status, data]).toEqual([201, expect.objectContaining({ title: 'one', user_id: mine })])
  })

  test('gives an empty list, not null, for an insert without select()', async () => {
    expect(await todos().insert({ title: 'two' })).toMatchObject({ status: 201, data: [] })
  })

  test('misses another user’s row without an error', async () => {
    const update = () => todos().update({ title: 'taken' }).eq('id', foreignId)
    const read = todos().select().eq('id', foreignId)
    expect(await update().select()).toMatchObject({ status: 200, data: [], error: null })
    expect(await update()).toMatchObject({ status: 204, data: null, error: null })
    expect(await update().select().single()).toMatchObject(failure(406, 'PGRST116'))
    expect(await todos().delete().eq('id', foreignId).select()).toMatchObject({ data: [] })
    expect(await read.maybeSingle()).toMatchObject({ status: 200, data: null })
  })

  test('may not write in another user’s name', async () => {
    const forbidden = failure(403, '42501')
    expect(await todos().insert({ title: 'x', user_id: theirs })).toMatchObject(forbidden)
    expect(await todos().update({ user_id: theirs }).eq('title', 'one')).toMatchObject(forbidden)
    const upsert = await todos().upsert({ id: foreignId, title: 'x' })
    expect(upsert).toMatchObject(forbidden)
    expect(upsert.error?.message).toContain('(USING expression)')
  })

  test('leaves an empty string for a column that is not text to the default', async () => {
    const { status, data } = await todos().insert({ title: 'e', is_complete: '' }).select().single()
    expect([status, data?.is_complete]).toEqual([201, false])
  })

  test('sends null for what only some of several rows have, unless told otherwise', async () => {
    const rows = [{ title: 'a' }, { title: 'b', is_complete: true }]
    expect(await todos().insert(rows)).toMatchObject(failure(400, '23502'))
    expect(await todos().insert(rows, { defaultToNull: false })).toMatchObject({ status: 201 })
  })

  test('reports the codes of PostgREST and Postgres', async () => {
    expect(await todos().insert({ title: '' })).toMatchObject(failure(400, '23514'))
    expect(await todos().select().eq('id', 'no-uuid')).toMatchObject(failure(400, '22P02'))
    expect(await todos().insert({ title: 'x', nope: 1 })).toMatchObject(failure(400, 'PGRST204'))
    expect(await databaseOf(mine).from('nope').select()).toMatchObject(failure(404, '42P01'))
    expect(await databaseOf(mine).rpc('nope')).toMatchObject(failure(404, 'PGRST202'))
  })

  test('gets 404 when the base URL ends in a slash', async () => {
    const baseUrl = `${setting('INSFORGE_URL')}/`
    const { status, error } = await sdk({ accessToken: tokenFor(mine), baseUrl }).read()
    const message = expect.stringContaining('Endpoint //api/database/records/todos')
    expect([status, error?.message]).toEqual([404, message])
  })
})

const seen = { status: 200, data: [{ title: 'mine' }] }
const invalidToken = {
  status: 401,
  error: { error: 'AUTH_UNAUTHORIZED', message: 'Invalid token' },
}
const noToken = { status: 401, error: { message: 'No token provided' } }
const anonymous = failure(401, '42501')
const path = '/api/database/records/todos'

describe('the token of @insforge/sdk', () => {
  test('is the newer name’s where both are given', async () => {
    const both = { accessToken: tokenFor(mine), edgeFunctionToken: expired() }
    expect(await sdk(both).read()).toMatchObject(seen)
    expect(await sdk({ edgeFunctionToken: tokenFor(mine) }).read()).toMatchObject(seen)
  })

  test('wins over a header of one’s own', async () => {
    const headers = { Authorization: `Bearer ${expired()}` }
    expect(await sdk({ accessToken: tokenFor(mine), headers }).read()).toMatchObject(seen)
  })

  test('has to be a string: a function is sent as its own text', async () => {
    const { sent, read } = sdk({ accessToken: async () => tokenFor(mine) })
    expect(await read()).toMatchObject(invalidToken)
    expect(sent[0]?.authorization).toMatch(/^Bearer async ?\(\) ?=>/)
  })

  test.each(['', undefined])('%j is none', async (accessToken) => {
    expect(await sdk({ accessToken }).read()).toMatchObject(noToken)
  })

  test('undefined beside an anon key makes a client that is silently anonymous', async () => {
    const options = { accessToken: undefined, anonKey: anonKey() }
    expect(await sdk(options).read()).toMatchObject(anonymous)
  })

  test('that has expired gets a 401, without asking for a new one', async () => {
    const { sent, read } = sdk({ accessToken: expired() })
    expect(await read()).toMatchObject(invalidToken)
    expect(sent.map((request) => request.path)).toEqual([path])
  })

  test('that has expired falls back to the anon key, which fails loudly here', async () => {
    const { client, read } = sdk({ anonKey: anonKey() })
    client.setAccessToken(expired())
    expect((await read()).error?.message).toContain('No refresh token provided')
    expect(await read()).toMatchObject(anonymous)
  })

  test('that has expired stays where isServerMode is set: no refresh, no anon key', async () => {
    const { client, sent, read } = sdk({ anonKey: anonKey(), isServerMode: true })
    client.setAccessToken(expired())
    expect(await read()).toMatchObject(invalidToken)
    expect(await read()).toMatchObject(invalidToken)
    expect(sent.map((request) => request.path)).toEqual([path, path])
  })

  test('of a provider’s user is not for getCurrentUser, which fails four times', async () => {
    const { client, sent } = sdk({ accessToken: tokenFor(mine) })
    const { error } = await client.auth.getCurrentUser()
    expect(error).toMatchObject({ statusCode: 500 })
    expect(sent).toHaveLength(4)
  })
})

describe('createServerClient of @insforge/sdk/ssr', () => {
  const options = () => ({ baseUrl: setting('INSFORGE_URL'), accessToken: tokenFor(mine) })

  test('acts as the user of its token', async () => {
    const { database } = createServerClient({ ...options(), anonKey: anonKey() })
    expect(await database.from('todos').select('title').eq('id', myId)).toMatchObject(seen)
  })

  test('cannot be made without an anon key', () => {
    expect(() => createServerClient(options())).toThrow(/anon ?key/i)
  })
})
