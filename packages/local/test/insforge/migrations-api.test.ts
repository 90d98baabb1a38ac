import { expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { bearer, records, send, setting, tokenFor, withDatabase } from './client.ts'

const asApiKey = () => bearer(setting('INSFORGE_API_KEY'))
let version = 30_000_000_000_000n

/** Sends SQL as the newest migration so far. */
const migrate = (sql: string, changes: object = {}) =>
  send('POST', '/api/database/migrations', asApiKey(), {
    version: `${++version}`,
    name: 'a-test',
    sql,
    ...changes,
  })

test('is applied, answered and noted', async () => {
  const sql = 'create table migrated (id int); create schema private_notes'
  const { status, body } = await migrate(sql)
  expect([status, body]).toEqual([
    201,
    {
      version: `${version}`,
      name: 'a-test',
      statements: [sql],
      createdAt: expect.any(String),
      message: 'Migration executed successfully',
    },
  ])
  const owner = await withDatabase((client) =>
    client.query(`select tableowner from pg_tables where tablename = 'migrated'`),
  )
  expect(owner.rows).toEqual([{ tableowner: 'project_admin' }])
  const isServed = async () => (await send('GET', `${records}/migrated`, asApiKey())).status === 200
  expect(await eventually(isServed)).toBe(true)

  // A schema that is called private hides nothing.
  const profile = () => ({ ...asApiKey(), 'accept-profile': 'private_notes' })
  const isExposed = async () => (await send('GET', `${records}/nope`, profile())).status === 404
  expect(await eventually(isExposed)).toBe(true)

  expect((await migrate('drop table migrated; drop schema private_notes')).status).toBe(201)
  const isHidden = async () => (await send('GET', `${records}/nope`, profile())).status === 406
  expect(await eventually(isHidden)).toBe(true)
})

test.each([
  ['begin; select 1; commit', 'Transaction control statements are not allowed.'],
  ['select 1 -- set_config', 'Changing SQL session configuration is not allowed.'],
  ['selec 1', 'Query could not be parsed and was rejected for security reasons.'],
])('%s is refused', async (sql, message) => {
  expect(await migrate(sql)).toMatchObject({
    status: 403,
    body: { error: 'FORBIDDEN', message, statusCode: 403 },
  })
})

test('replacing what InsForge owns is denied', async () => {
  const sql =
    'create or replace function auth.jwt() returns jsonb language sql as $$ select null $$'
  expect(await migrate(sql)).toMatchObject({
    status: 403,
    body: { message: 'permission denied for schema auth' },
  })
})

test.each([
  "create function f_ok() returns int language sql set search_path = '' as 'select 1'; drop function f_ok()",
  "notify pgrst, 'reload schema'",
])('%s is allowed', async (sql) => {
  expect((await migrate(sql)).status).toBe(201)
})

test('leaves nothing behind when it fails midway', async () => {
  const failed = await migrate('create table half (id int); select * from nowhere')
  expect(failed).toMatchObject({
    status: 400,
    body: { message: 'relation "nowhere" does not exist' },
  })
  const left = await withDatabase((client) =>
    client.query(`select from pg_tables where tablename = 'half'`),
  )
  expect(left.rowCount).toBe(0)
  expect((await migrate('select 1')).status).toBe(201)
})

test('must be newer than every one before', async () => {
  expect((await migrate('select 1')).status).toBe(201)
  const conflict = {
    status: 409,
    body: {
      error: 'DATABASE_MIGRATION_ALREADY_EXISTS',
      message: 'Migration version must be newer than the latest applied migration.',
    },
  }
  expect(await migrate('select 1', { version: `${version - 1n}` })).toMatchObject(conflict)
  expect(await migrate('select 1', { version: '1' })).toMatchObject(conflict)
})

test.each([
  [{ name: 'with_underscore' }, 'Use lowercase letters, numbers, and hyphens only.'],
  [{ name: '' }, 'Migration name is required'],
  [{ sql: ' ' }, 'Migration SQL is required'],
  [
    { version: '1x' },
    'Migration version must be a numeric string of at most 64 digits (e.g. 0001 or 20260418091500).',
  ],
])('%j is no migration', async (changes, message) => {
  expect(await migrate('select 1', changes)).toMatchObject({
    status: 400,
    body: { error: 'INVALID_INPUT', message },
  })
})

test('is for administrators only', async () => {
  const post = (headers: Record<string, string>) =>
    send('POST', '/api/database/migrations', headers, {})
  expect(await post({})).toMatchObject({
    status: 401,
    body: { message: 'No admin token provided' },
  })
  expect(await post(bearer(tokenFor('a')))).toMatchObject({
    status: 403,
    body: { message: 'Admin access required' },
  })
  expect(await post(bearer(setting('INSFORGE_ANON_KEY')))).toMatchObject({ status: 401 })
})
