import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { type Answer, records, send, setting, withDatabase } from './client.ts'
import { a, b, credentialCases } from './recorded/credentials.ts'
import { asA, asAnon, routeCases, writeCases } from './recorded/requests.ts'

// The table as recorded had no updated_at, and no other users.
const both = `user_id=in.("${a}","${b}")`

beforeAll(async () => {
  await withDatabase((client) =>
    client.query(`
      insert into todos (user_id, title, created_at) values ('${a}', 'A-row', '2026-01-01'), ('${b}', 'B-row', '2026-01-02');
      set role project_admin;
      create table official_todos (id uuid primary key default gen_random_uuid(), user_id text default requesting_user_id(), title text);
      alter table official_todos enable row level security;
      create policy own on official_todos using (user_id = requesting_user_id()) with check (user_id = requesting_user_id());
      create table no_rls (id serial primary key, v text);
      notify pgrst, 'reload schema'`),
  )
  const isKnown = async () => (await send('GET', `${records}/no_rls`, asAnon())).status === 200
  expect(await eventually(isKnown)).toBe(true)
})

afterAll(() =>
  withDatabase((client) =>
    client.query(`
      delete from todos where user_id in ('${a}', '${b}');
      drop table official_todos, no_rls`),
  ),
)

describe('a read, by its credentials', () => {
  test.each(credentialCases)('%s', async (_, headers, [status, body]) => {
    const path = `${records}/todos?select=id,user_id,title&order=created_at&${both}`
    expect(masked(await send('GET', path, headers()))).toEqual({ status, body })
  })
})

describe.each([
  ['a write', writeCases],
  ['another route', routeCases],
])('%s', (_, cases) => {
  test.each(cases)('$name', async ({ method, path, headers, body, answer: [status, expected] }) => {
    expect(masked(await send(method, path, headers(), body))).toEqual({ status, body: expected })
  })
})

describe('an origin', () => {
  const origin = 'https://evil.example'
  const always = {
    'access-control-allow-credentials': 'true',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'Content-Range,Preference-Applied',
  }

  test('asks before it sends', async () => {
    const { status, headers } = await send('OPTIONS', `${records}/todos`, {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,prefer',
    })
    expect(status).toBe(204)
    expect(Object.fromEntries(headers)).toMatchObject({
      ...always,
      'access-control-allow-headers': 'authorization,content-type,prefer',
      'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE',
      vary: 'Origin, Access-Control-Request-Headers',
    })
  })

  test('reads', async () => {
    const { headers } = await send('GET', `${records}/todos`, { ...asA(), origin })
    expect(Object.fromEntries(headers)).toMatchObject({ ...always, vary: 'Origin' })
  })
})

function masked({ status, body }: Answer) {
  const text = JSON.stringify(body)
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d(:\d\d)?|Z)/g, '<ts>')
    .replace(', <ts>, <ts>)', ', <ts>)')
    .replace(setting('INSFORGE_JWT_SECRET'), '<64 hex>')
  return { status, body: JSON.parse(text) }
}
