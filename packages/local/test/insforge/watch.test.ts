import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { watchMigrations } from '../../src/insforge/migrations/watch.ts'
import { eventually } from '../eventually.ts'
import { perFile } from '../per.ts'
import { migrationsDir, start } from '../runtime/fixture.ts'
import { tempFolder } from '../temp.ts'
import { sendTo } from './client.ts'
import { copyEmptyState } from './empty-state.ts'

const lines: string[] = []
const app = perFile(
  async () => {
    const folder = tempFolder()
    const files = join(folder.path, 'migrations')
    cpSync(migrationsDir, files, { recursive: true })
    const state = join(folder.path, 'state')
    copyEmptyState(state)
    const local = await start(state, {
      migrationsDir: files,
      onMigration: (line) => lines.push(line),
    })
    return { folder, files, local }
  },
  async ({ folder, local }) => {
    await local.stop()
    folder.remove()
  },
)

test('a folder that cannot be watched is told, and ends nothing', async () => {
  const said: string[] = []
  const end = watchMigrations({
    databaseUrl: '',
    migrationsDir: '/nowhere',
    onMigrated: () => {},
    onLine: (line) => said.push(line),
  })
  await end()
  expect(said).toEqual([expect.stringMatching(/^New migrations go unnoticed: ENOENT/)])
})

const write = (file: string, sql: string) => writeFileSync(join(app.files, file), sql)
const said = (part: string) => eventually(() => lines.some((line) => line.includes(part)))
const insert = (body: object) => {
  const { gatewayUrl, env } = app.local
  const key = { authorization: `Bearer ${env.INSFORGE_API_KEY}`, prefer: 'return=representation' }
  return sendTo(gatewayUrl, 'POST', '/api/database/records/notes', key, [body])
}

const [first, second, third] = [
  '90000000000001_a.sql',
  '90000000000002_b.sql',
  '90000000000003_c.sql',
]

test('a new file is applied while it runs, once there is SQL in it', async () => {
  write(first, '')
  write(first, '-- to be written\n/* select 1; */\n')
  write(second, 'create table public.other (id int)')
  expect(await said(`${second} was applied.`)).toBe(true)
  expect(lines.join()).not.toContain(first)
})

test('the data API has the table and its columns at once', async () => {
  write(third, 'create table public.notes (id int, n int)')
  expect(await said(`${third} was applied.`)).toBe(true)
  expect(await eventually(async () => (await insert({ id: 1, n: '' })).status === 201)).toBe(true)
  // The gateway leaves empty strings out of what is no text, and has to know that this is now.
  write('90000000000004_d.sql', 'alter table public.notes alter column n type text')
  expect(await said('90000000000004_d.sql was applied.')).toBe(true)
  const isKept = async () =>
    JSON.stringify((await insert({ id: 2, n: '' })).body).includes('"n":""')
  expect(await eventually(isKept)).toBe(true)
})

test('an applied file that is edited is refused with the sentence about --fresh', async () => {
  write(second, 'create table public.other (id text)')
  expect(await said(`${second} was changed after it was applied.`)).toBe(true)
  expect(lines.at(-1)).toContain('--fresh')
})

test('a file that fails is told with its line, and applied once it is fixed', async () => {
  write(second, 'create table public.other (id int)')
  write('90000000000005_e.sql', 'select 1;\nselect * from nowhere')
  expect(await said('relation "nowhere" does not exist (line 2)')).toBe(true)
  write('90000000000005_e.sql', 'select 1')
  expect(await said('90000000000005_e.sql was applied.')).toBe(true)
})
