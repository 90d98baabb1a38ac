import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runMigrations } from '../../src/insforge/migrations/run.ts'
import { tempFolder } from '../temp.ts'
import { type Instance, startInstance } from './instance.ts'

let instance: Instance
let folder: ReturnType<typeof tempFolder>
let version = 20_300_000_000_000n

beforeAll(async () => {
  instance = await startInstance()
})
afterAll(() => instance.stop())
beforeEach(() => {
  folder = tempFolder()
})
afterEach(() => folder.remove())

/** Writes a file of the newest version so far; gives its name. */
function newest(sql: string): string {
  version += 1n
  const file = `${version}_a-test.sql`
  write(file, sql)
  return file
}
const write = (file: string, sql: string) => writeFileSync(join(folder.path, file), sql)
const run = () => runMigrations(instance.database, folder.path)

async function tables(): Promise<unknown[]> {
  const { rows } = await instance.database.query(
    `select tablename from pg_tables where schemaname = 'public' and tablename like 'run%' order by 1`,
  )
  return rows.map(({ tablename }) => tablename)
}
const versions = async () => {
  const { rows } = await instance.database.query('select version from system.custom_migrations')
  return rows.map((row) => row.version)
}

/** What is wrong with a file that begins well, and where it is said to be. */
const failures = [
  ['a syntax error', 'selec 1', 'Query could not be parsed and was rejected for security reasons.'],
  ['transaction control', 'commit', 'Transaction control statements are not allowed.'],
  ['a role', 'create role mallory', 'Managing database roles is not allowed.'],
  ['a database', 'create database other', 'Query contains restricted operations'],
  ['a search_path', "set search_path = ''", 'Changing SQL search_path is not allowed.'],
  ['a forbidden word', '-- set_config', 'Changing SQL session configuration is not allowed.'],
  ['what is InsForge’s', 'drop function auth.jwt()', 'must be owner of function auth.jwt'],
  ['a missing table', 'select * from nowhere', 'relation "nowhere" does not exist (line 2)'],
  ['a violated check', "insert into todos (user_id, title) values ('a', '')", 'todos_title_check'],
  ['what cannot run in a transaction', 'vacuum', 'VACUUM cannot'],
] as const

describe('a file with', () => {
  test.each(failures)('%s is named and leaves nothing', async (_, sql, message) => {
    const before = await versions()
    const file = newest(`create table run_half (id int);\n${sql}`)
    newest('create table run_after (id int)')
    const running = run()
    await expect(running).rejects.toThrow(`${file} was not applied: `)
    await expect(running).rejects.toThrow(message)
    expect(await tables()).toEqual([])
    expect(await versions()).toEqual(before)
  })

  test('nothing in it is refused', async () => {
    const file = newest(' \n')
    await expect(run()).rejects.toThrow(`${file} was not applied: Migration SQL is required`)
  })

  test('an error leaves those before it applied, and goes on from there when it is mended', async () => {
    newest('create table run_first (id int)')
    const broken = newest('create table run_second (id int); selec 1')
    await expect(run()).rejects.toThrow(broken)
    expect(await tables()).toEqual(['run_first'])
    write(broken, 'create table run_second (id int)')
    await run()
    expect(await tables()).toEqual(['run_first', 'run_second'])
    newest('drop table run_first, run_second')
    await run()
  })
})

describe('a file that was applied', () => {
  test('is not applied again', async () => {
    newest('create table run_once (id int)')
    await run()
    await run()
    newest('drop table run_once')
    await run()
    expect(await tables()).toEqual([])
  })

  test.each([
    ['its SQL', 'select 2'],
    ['a comment', 'select 1 -- now with a reason'],
    ['the case of a word', 'SELECT 1'],
  ])('and then changed in %s is named', async (_, changed) => {
    const file = newest('select 1')
    await run()
    write(file, changed)
    newest('create table run_after (id int)')
    await expect(run()).rejects.toThrow(`${file} was changed after it was applied`)
    expect(await tables()).toEqual([])
  })

  test('may get another line break at its end', async () => {
    const file = newest('select 1')
    await run()
    write(file, 'select 1\n')
    await run()
  })
})

test.each([
  ['an older version', '1', 'must be newer than the latest applied migration'],
  ['a version between two', '20261101000050', 'must be newer than the latest applied migration'],
  ['an applied version, written otherwise', '020261101000100', 'was changed after it was applied'],
])('a file of %s is named', async (_, old, reason) => {
  const file = `${old}_late.sql`
  write(file, 'create table run_late (id int)')
  const running = run()
  await expect(running).rejects.toThrow(file)
  await expect(running).rejects.toThrow(reason)
  expect(await tables()).toEqual([])
})
