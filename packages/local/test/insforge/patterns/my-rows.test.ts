import { expect, test } from 'vitest'
import { perTest } from '../../per.ts'
import { instancePerFile } from '../instance.ts'
import { openSession } from '../session.ts'
import { headersOf, type Person, patternFiles, personIn } from './fixture.ts'
import {
  createTeam,
  invitations,
  invite,
  join,
  memberships,
  notes,
  remove,
  setRole,
  storedIn,
  twoTeams,
} from './team-fixture.ts'

// Tables that an owner could add: one whose rows refer to another's, and one without row-level security.
const ownTables = `
  create table public.a_lines (
    user_id text not null default public.requesting_user_id(),
    note_id uuid not null references public.notes
  );
  create table public.open_rows (user_id text not null default public.requesting_user_id());
  alter table public.a_lines enable row level security;
  create policy a_lines_own on public.a_lines to authenticated
    using (user_id = public.requesting_user_id()) with check (user_id = public.requesting_user_id());`

const instance = instancePerFile({ ...patternFiles, '20261103000000_own-tables.sql': ownTables })

const users = perTest(async () => {
  const [ada, bob] = [personIn(instance, 'ada'), personIn(instance, 'bob')]
  for (const { database, id } of [ada, bob]) {
    for (const [table, row] of [
      ['todos', { title: 'milk' }],
      ['posts', { body: 'hello' }],
      ['open_rows', {}],
    ] as const) {
      expect(await database.from(table).insert(row)).toMatchObject({ error: null })
    }
    const { data } = await database.from('notes').insert({ body: id }).select()
    const line = { note_id: data?.[0]?.id }
    expect(await database.from('a_lines').insert(line)).toMatchObject({ error: null })
  }
  return { ada, bob }
})

const rowsOf = async ({ database }: Person) => (await database.rpc('my_rows')).data
const deleteRows = ({ database }: Person) => database.rpc('delete_my_rows')
const isEmpty = (rows: Record<string, unknown[]>) =>
  Object.values(rows).every((table) => table.length === 0)

test('a user’s rows are those of every table, and of no other user', async () => {
  const { ada } = users
  const rows = await rowsOf(ada)
  expect(rows).toMatchObject({
    a_lines: [{ user_id: ada.id }],
    memberships: [],
    notes: [{ user_id: ada.id, body: ada.id }],
    open_rows: [{ user_id: ada.id }],
    posts: [{ user_id: ada.id, body: 'hello' }],
    team_notes: [],
    todos: [{ user_id: ada.id, title: 'milk', is_complete: false }],
  })
  expect(JSON.stringify(rows)).not.toContain(users.bob.id)
})

test('they are deleted all at once, in any order of tables, and those of others stay', async () => {
  const { ada, bob } = users
  const before = await rowsOf(bob)
  expect(await deleteRows(ada)).toMatchObject({ error: null })
  expect(isEmpty(await rowsOf(ada))).toBe(true)
  expect(await rowsOf(bob)).toEqual(before)
  expect(await deleteRows(ada)).toMatchObject({ error: null })
})

const receipts = 'create table public.z_receipts (user_id text, "odd "" name" text);'
const secured = `${receipts} alter table public.z_receipts enable row level security;`
const policy = (rest: string) =>
  `create policy ${rest.slice(0, 3)} on public.z_receipts for ${rest};`

test.each([
  ['a policy to delete', secured + policy('select using (true)'), 'KEEPS'],
  ['a policy to read', secured + policy('delete using (true)'), 'KEEPS'],
  [
    'a policy to delete all of them',
    secured + policy('select using (true)') + policy("delete using (user_id = 'none')"),
    'KEEPS',
  ],
  ['a grant', `${receipts} revoke delete on public.z_receipts from authenticated;`, '42501'],
])('a table without %s makes it fail, with nothing deleted', async (_, sql, code) => {
  const { ada } = users
  await instance.database.query(sql)
  try {
    await instance.database.query('insert into z_receipts values ($1)', [ada.id])
    const before = await rowsOf(ada)
    const message = expect.stringMatching(/z_receipts$/)
    expect(await deleteRows(ada)).toMatchObject({ error: { code, message } })
    expect(await rowsOf(ada)).toEqual(before)
  } finally {
    await instance.database.query('drop table z_receipts')
  }
})

test('only a signed-in user can call it', async () => {
  const before = await rowsOf(users.ada)
  for (const name of ['my_rows', 'delete_my_rows', 'tables_of_users', 'delete_my_rows_in_teams']) {
    for (const who of ['anon', 'no token'] as const) {
      const path = `/api/database/rpc/${name}`
      expect((await instance.send('POST', path, headersOf(who, instance), {})).status).toBe(401)
    }
  }
  // The admin key is no user.
  const path = '/api/database/rpc/delete_my_rows'
  await instance.send('POST', path, headersOf('admin', instance), {})
  expect(await rowsOf(users.ada)).toEqual(before)
})

test('twice at once is as good as once', async () => {
  const { ada } = users
  const [first, second] = [await openSession(instance, ada.id), await openSession(instance, ada.id)]
  try {
    await first.query('select delete_my_rows()')
    const { result } = await second.blocked('select delete_my_rows()')
    await first.commit()
    expect(await result).toEqual([{ delete_my_rows: '' }])
    await second.commit()
    expect(isEmpty(await rowsOf(ada))).toBe(true)
  } finally {
    await first.end()
    await second.end()
  }
})

const teams = perTest(() => twoTeams(instance))

test('a team goes to its oldest member, and what the last owner wrote goes', async () => {
  const { ada, cleo, red, blue } = teams
  const dan = personIn(instance, 'dan')
  await join(ada, dan, red)
  const before = await storedIn(instance, blue)
  expect(await deleteRows(ada)).toMatchObject({ error: null })
  expect((await memberships(cleo).select('user_id,role')).data).toEqual([
    { user_id: cleo.id, role: 'owner' },
    { user_id: dan.id, role: 'member' },
  ])
  expect((await notes(cleo).select('user_id')).data).toEqual([{ user_id: cleo.id }])
  expect(JSON.stringify(await storedIn(instance, red))).not.toContain(ada.id)
  expect(await storedIn(instance, blue)).toEqual(before)
})

test('a team without another member is deleted, and one with another owner stays', async () => {
  const { ada, cleo, red } = teams
  const own = await createTeam(ada, 'own')
  await setRole(ada, red, cleo, 'owner')
  expect(await deleteRows(ada)).toMatchObject({ error: null })
  expect(await storedIn(instance, own)).toEqual([])
  expect((await memberships(cleo).select('user_id,role')).data).toEqual([
    { user_id: cleo.id, role: 'owner' },
  ])
})

test('two owners who leave at once leave the team to a member', async () => {
  const { ada, cleo, red } = teams
  const dan = personIn(instance, 'dan')
  await join(ada, dan, red)
  await setRole(ada, red, cleo, 'owner')
  const [first, second] = [
    await openSession(instance, ada.id),
    await openSession(instance, cleo.id),
  ]
  try {
    await first.query('select delete_my_rows()')
    const { result } = await second.blocked('select delete_my_rows()')
    await first.commit()
    expect(await result).toEqual([{ delete_my_rows: '' }])
    await second.commit()
  } finally {
    await first.end()
    await second.end()
  }
  expect((await memberships(dan).select('user_id,role')).data).toEqual([
    { user_id: dan.id, role: 'owner' },
  ])
})

test('nothing of a member is left: invitations, and notes in a team that removed them', async () => {
  const { ada, cleo, red } = teams
  await setRole(ada, red, cleo, 'owner')
  await invite(cleo, red, { email: 'x@example.com' })
  await remove(ada, red, cleo)
  expect(JSON.stringify(await storedIn(instance, red))).toContain(cleo.id)
  expect(await deleteRows(cleo)).toMatchObject({ error: null })
  expect(JSON.stringify(await storedIn(instance, red))).not.toContain(cleo.id)
  expect((await invitations(ada).select('id')).data).toEqual([])
  expect((await notes(ada).select('user_id')).data).toEqual([{ user_id: ada.id }])
})
