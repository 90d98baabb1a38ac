import { describe, expect, test } from 'vitest'
import { refusal } from '../../src/insforge/migrations/refusals.ts'

/** InsForge's words, and every kind of statement that gets them. */
const refused: Readonly<Record<string, string>> = {
  'Transaction control statements are not allowed.':
    "begin; start transaction; commit; end; rollback; abort; savepoint s; release savepoint s; rollback to savepoint s; prepare transaction 'x'",
  'Managing database roles is not allowed.':
    "create role a; create user a; create group a; alter role a login; alter role authenticated set statement_timeout = '1s'; drop role a; drop user a; grant project_admin to authenticated; revoke project_admin from postgres",
  'Query contains restricted operations':
    "create database d; drop database d; alter database d set tablespace t; alter database d set timezone = 'utc'; alter database d refresh collation version",
  'Changing SQL execution role or session authorization is not allowed.':
    'set role postgres; set local role postgres; set role none; reset role; set session authorization postgres; reset session authorization',
  'Changing SQL search_path is not allowed.':
    "set search_path = ''; set local search_path to auth; reset search_path",
  'Changing SQL statement_timeout is not allowed.':
    "set statement_timeout = '1s'; reset statement_timeout",
  'RESET ALL is not allowed.': 'reset all',
  'Changing SQL session configuration is not allowed.':
    "select set_config('role', 'postgres', true); select pg_catalog.SET_CONFIG('role', 'postgres', true); select 1 -- set_config; comment on table todos is 'set_config'",
  'Query could not be parsed and was rejected for security reasons.':
    "selec 1; create table (; select 'unterminated",
}

describe.each(Object.entries(refused))('%s', (message, statements) => {
  test.each(statements.split('; '))('%s', async (sql) => {
    expect(await refusal(sql)).toBe(message)
    expect(await refusal(`create table t (id int); ${sql}`)).toBe(message)
  })
})

test.each([
  "create function f() returns int language sql set search_path = '' as 'select 1'",
  "alter function f() set search_path = ''",
  'grant select on todos to authenticated',
  'revoke all on todos from anon',
  'alter table todos force row level security',
  'create extension if not exists citext',
  'create schema private',
  "notify pgrst, 'reload schema'",
  "set lock_timeout = '1s'",
  'select my_set_config_table from t',
  '-- nothing but a comment',
])('%s is allowed', async (sql) => {
  expect(await refusal(sql)).toBeUndefined()
})
