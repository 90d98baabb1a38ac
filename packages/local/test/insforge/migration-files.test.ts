import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMigrations } from '../../src/insforge/migrations/run.ts'
import { start } from '../runtime/fixture.ts'
import { tempFolder } from '../temp.ts'
import { copyEmptyState } from './empty-state.ts'

let folder: ReturnType<typeof tempFolder>
let migrationsDir: string
const write = (file: string, sql: string) => writeFileSync(join(migrationsDir, file), sql)
const state = () => join(folder.path, 'state')
const startAndStop = async () => (await start(state(), { migrationsDir })).stop()

beforeEach(() => {
  folder = tempFolder()
  migrationsDir = join(folder.path, 'migrations')
  mkdirSync(migrationsDir)
})
afterEach(() => folder.remove())

test('are read in the order of their versions as numbers', () => {
  for (const file of ['10_ten.sql', '9_nine.sql', '0100_hundred.sql']) write(file, 'select 1')
  expect(readMigrations(migrationsDir).map(({ name }) => name)).toEqual(['nine', 'ten', 'hundred'])
})

test.each([
  'README.md',
  '.gitkeep',
  '1_under_score.sql',
  '1_Upper.sql',
  'one_a.sql',
  '1_a.SQL',
  `${'1'.repeat(65)}_a.sql`,
])('%s makes the folder invalid, as with InsForge’s CLI', (file) => {
  write(file, 'select 1')
  expect(() => readMigrations(migrationsDir)).toThrow(`${file} is not named as InsForge wants it`)
})

test('of one version are refused', () => {
  write('1_a.sql', 'select 1')
  write('01_b.sql', 'select 1')
  expect(() => readMigrations(migrationsDir)).toThrow('have the same version')
})

test('are missing: said plainly', () => {
  rmSync(migrationsDir, { recursive: true })
  expect(() => readMigrations(migrationsDir)).toThrow('The migrations cannot be read')
})

test('that fail name the file and the line, and the next start is fine', async () => {
  write('1_fine.sql', 'create table fine (id int);')
  write('2_broken.sql', 'create table half (id int);\nselect * from nowhere;')
  copyEmptyState(state())
  await expect(startAndStop()).rejects.toThrow(
    /2_broken\.sql was not applied: relation "nowhere" does not exist \(line 2\)/,
  )
  write('2_broken.sql', 'create table half (id int);')
  await startAndStop()
})

test('that InsForge refuses name the file', async () => {
  write('1_a.sql', 'begin; select 1; commit;')
  copyEmptyState(state())
  await expect(startAndStop()).rejects.toThrow(
    '1_a.sql was not applied: Transaction control statements are not allowed.',
  )
})

test('that were changed after they were applied, or came late, name the file', async () => {
  write('2_a.sql', 'create table a (id int);')
  copyEmptyState(state())
  await startAndStop()
  write('2_a.sql', 'create table a (id bigint);')
  await expect(startAndStop()).rejects.toThrow(/2_a\.sql was changed after it was applied.*--fresh/)
  write('2_a.sql', 'create table a (id int);')
  write('1_late.sql', 'select 1')
  await expect(startAndStop()).rejects.toThrow(/1_late\.sql was not applied: .*must be newer/)
})
