import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMigrations, runMigrations } from '../../src/insforge/migrations/run.ts'
import { perTest } from '../per.ts'
import { start } from '../runtime/fixture.ts'
import { tempFolder } from '../temp.ts'
import { emptyStatePerTest } from './empty-state.ts'
import { instancePerFile } from './instance.ts'

const instance = instancePerFile()
const folder = perTest(tempFolder, ({ remove }) => remove())
let version = 20_300_000_000_000n

const write = (file: string, sql: string) => writeFileSync(join(folder.path, file), sql)
const run = () => runMigrations(instance.database, folder.path)
const query = async (sql: string) =>
  (await instance.database.query({ text: sql, rowMode: 'array' })).rows.flat()
const versions = () => query('select version from system.custom_migrations')
const tables = () =>
  query(`select tablename from pg_tables where tablename like 'run%' order by tablename`)

/** Writes a file of the newest version so far; gives its name. */
function newest(sql: string): string {
  version += 1n
  const file = `${version}_a-test.sql`
  write(file, sql)
  return file
}

describe('the files of a folder', () => {
  test('are read in the order of their versions as numbers', () => {
    for (const file of ['10_ten.sql', '9_nine.sql', '0100_hundred.sql']) write(file, 'select 1')
    const names = readMigrations(folder.path).map(({ name }) => name)
    expect(names).toEqual(['nine', 'ten', 'hundred'])
  })

  test.each([
    'README.md',
    '.gitkeep',
    '1_under_score.sql',
    '1_Upper.sql',
    'one_a.sql',
    '1_a.SQL',
    `${'1'.repeat(65)}_a.sql`,
  ])('are invalid with %s among them, as with InsForge’s CLI', (file) => {
    write(file, 'select 1')
    expect(() => readMigrations(folder.path)).toThrow(`${file} is not named as InsForge wants it`)
  })

  test('of one version are refused', () => {
    write('1_a.sql', 'select 1')
    write('01_b.sql', 'select 1')
    expect(() => readMigrations(folder.path)).toThrow('have the same version')
  })

  test('are missing: said plainly', () => {
    rmSync(folder.path, { recursive: true })
    expect(() => readMigrations(folder.path)).toThrow('The migrations cannot be read')
  })
})

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

  test('an error leaves those before it applied, and goes on from there once it is fixed', async () => {
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
    const running = run()
    await expect(running).rejects.toThrow(`${file} was changed after it was applied`)
    await expect(running).rejects.toThrow('--fresh')
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

describe('a start', () => {
  const state = emptyStatePerTest()
  const startAndStop = async () => (await start(state.path, { migrationsDir: folder.path })).stop()

  test('with a file that fails names it, and the next one is fine', async () => {
    write('1_fine.sql', 'create table fine (id int);')
    write('2_broken.sql', 'create table half (id int);\nselect * from nowhere;')
    await expect(startAndStop()).rejects.toThrow(
      /2_broken\.sql was not applied: relation "nowhere" does not exist \(line 2\)/,
    )
    write('2_broken.sql', 'create table half (id int);')
    await startAndStop()
  })
})
