import { createClient } from '@insforge/sdk'
import { createServerClient } from '@insforge/sdk/ssr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now, setting, tokenFor, withDatabase } from './client.ts'

const mine = 'sdk-tokens|me'
const expired = () => tokenFor(mine, { exp: now() - 1 })

beforeAll(() =>
  withDatabase((client) =>
    client.query(`insert into todos (user_id, title) values ('${mine}', 'mine')`),
  ),
)
afterAll(() =>
  withDatabase((client) => client.query(`delete from todos where user_id = '${mine}'`)),
)

/** A client of the shared InsForge, and the paths and credentials that it sends. Some options are
 * those that the SDK's types refuse. */
function recorded(options: object) {
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
  return { client, sent, todos: () => client.database.from('todos').select('title') }
}

const seen = { status: 200, data: [{ title: 'mine' }] }
const invalidToken = { status: 401, error: { message: 'Invalid token' } }
const noToken = { status: 401, error: { message: 'No token provided' } }
const anonymous = { status: 401, error: { code: '42501' } }

describe('the token of @insforge/sdk', () => {
  test('is the newer name’s where both are given', async () => {
    const both = { accessToken: tokenFor(mine), edgeFunctionToken: expired() }
    expect(await recorded(both).todos()).toMatchObject(seen)
    expect(await recorded({ edgeFunctionToken: tokenFor(mine) }).todos()).toMatchObject(seen)
  })

  test('wins over a header of one’s own', async () => {
    const headers = { Authorization: `Bearer ${expired()}` }
    expect(await recorded({ accessToken: tokenFor(mine), headers }).todos()).toMatchObject(seen)
  })

  test('has to be a string: a function is sent as its own text', async () => {
    const accessToken = async () => tokenFor(mine)
    const { sent, todos } = recorded({ accessToken })
    expect(await todos()).toMatchObject(invalidToken)
    expect(sent[0]?.authorization).toMatch(/^Bearer async ?\(\) ?=>/)
  })

  test.each(['', undefined])('%j is none', async (accessToken) => {
    expect(await recorded({ accessToken }).todos()).toMatchObject(noToken)
  })

  test('undefined beside an anon key makes a client that is silently anonymous', async () => {
    const options = { accessToken: undefined, anonKey: setting('INSFORGE_ANON_KEY') }
    expect(await recorded(options).todos()).toMatchObject(anonymous)
  })

  test('that has expired stays where isServerMode is set: no refresh, no anon key', async () => {
    const { client, sent, todos } = recorded({
      anonKey: setting('INSFORGE_ANON_KEY'),
      isServerMode: true,
    })
    client.setAccessToken(expired())
    expect(await todos()).toMatchObject(invalidToken)
    expect(await todos()).toMatchObject(invalidToken)
    expect(sent.map(({ path }) => path)).toEqual(Array(2).fill('/api/database/records/todos'))
  })

  test('of a provider’s user is not for getCurrentUser, which fails four times', async () => {
    const { client, sent } = recorded({ accessToken: tokenFor(mine) })
    const { error } = await client.auth.getCurrentUser()
    expect(error).toMatchObject({ statusCode: 500 })
    expect(sent).toHaveLength(4)
  })
})

describe('createServerClient of @insforge/sdk/ssr', () => {
  const options = () => ({ baseUrl: setting('INSFORGE_URL'), accessToken: tokenFor(mine) })

  test('acts as the user of its token', async () => {
    const client = createServerClient({ ...options(), anonKey: setting('INSFORGE_ANON_KEY') })
    expect(await client.database.from('todos').select('title')).toMatchObject(seen)
  })

  test('cannot be made without an anon key', () => {
    expect(() => createServerClient(options())).toThrow(/anon ?key/i)
  })
})
