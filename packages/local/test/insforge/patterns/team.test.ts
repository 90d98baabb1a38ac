import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { perTest } from '../../per.ts'
import { instancePerFile } from '../instance.ts'
import { plannedCounts, planOf } from '../session.ts'
import { databaseAs, type Person, patternFiles, personIn } from './fixture.ts'
import {
  createTeam,
  forbidden,
  invitations,
  invite,
  join,
  memberships,
  notes,
  nothing,
  remove,
  seenBy,
  setRole,
  storedIn,
  teams,
  twoTeams,
} from './team-fixture.ts'

const instance = instancePerFile(patternFiles)

const both = perTest(() => twoTeams(instance))

const body = 'x'

describe('a team', () => {
  test('is made with its owner', async () => {
    const { red, ada } = both
    expect(await teams(ada).select('id, name, memberships(user_id, role)')).toMatchObject({
      data: [{ id: red, name: 'red', memberships: [{ user_id: ada.id, role: 'owner' }, {}] }],
    })
  })

  test('is not made twice with the same id', async () => {
    const id = randomUUID()
    const create = () => both.ada.database.rpc('create_team', { id, name: 'green' })
    expect(await create()).toMatchObject({ data: { id, name: 'green' } })
    expect(await create()).toMatchObject({ status: 409, error: { code: '23505' } })
    expect(await teams(both.ada).select().eq('id', id)).toMatchObject({ data: [{}] })
  })

  test('needs a name', async () => {
    for (const name of ['', 'x'.repeat(101)]) {
      const made = await both.ada.database.rpc('create_team', { name })
      expect(made).toMatchObject({ status: 400, error: { code: '23514' } })
    }
  })

  test('goes with all that is in it', async () => {
    const { red, ada } = both
    await invite(ada, red)
    expect(await teams(ada).delete().eq('id', red).select()).toMatchObject({ data: [{ id: red }] })
    expect(await storedIn(instance, red)).toEqual([])
  })
})

describe('a member', () => {
  test('reads the team, its members, and its notes, but no invitations', async () => {
    await invite(both.ada, both.red)
    expect(await seenBy(both.cleo)).toEqual([1, 2, 0, 2])
    expect(await seenBy(both.ada)).toEqual([1, 2, 2, 2])
  })

  test('writes, changes, and deletes their own notes', async () => {
    const { cleo, red } = both
    const mine = { team_id: red, body }
    expect(await notes(cleo).insert(mine).select()).toMatchObject({
      data: [{ ...mine, user_id: cleo.id }],
    })
    const change = { body: 'new' }
    expect(await notes(cleo).update(change).eq('body', body).select()).toMatchObject({
      data: [change],
    })
    expect(await notes(cleo).delete().eq('body', 'new').select()).toMatchObject({ data: [change] })
  })

  test('cannot change or delete what another wrote', async () => {
    const { cleo, ada, red } = both
    const before = await storedIn(instance, red)
    expect(await notes(cleo).update({ body }).eq('user_id', ada.id).select()).toMatchObject(nothing)
    expect(await notes(cleo).delete().eq('user_id', ada.id).select()).toMatchObject(nothing)
    expect(await storedIn(instance, red)).toEqual(before)
  })

  test('cannot manage the team', async () => {
    const { cleo, ada, red } = both
    await invite(ada, red)
    const before = await storedIn(instance, red)
    expect(await teams(cleo).update({ name: body }).eq('id', red).select()).toMatchObject(nothing)
    expect(await teams(cleo).delete().eq('id', red).select()).toMatchObject(nothing)
    expect(await setRole(cleo, red, cleo, 'owner')).toMatchObject(nothing)
    expect(await setRole(cleo, red, ada, 'member')).toMatchObject(nothing)
    expect(await remove(cleo, red, ada)).toMatchObject(nothing)
    expect(await invitations(cleo).delete().eq('team_id', red).select('id')).toMatchObject(nothing)
    expect(await cleo.database.rpc('invite_to_team', { team_id: red })).toMatchObject(forbidden)
    expect(await storedIn(instance, red)).toEqual(before)
  })

  test('can leave', async () => {
    const { cleo, red } = both
    expect(await remove(cleo, red, cleo)).toMatchObject({ data: [{ user_id: cleo.id }] })
    expect(await seenBy(cleo)).toEqual([0, 0, 0, 0])
  })
})

describe('a member who was removed', () => {
  test('has lost everything with the next request', async () => {
    const { cleo, ada, red } = both
    expect(await remove(ada, red, cleo)).toMatchObject({ data: [{ user_id: cleo.id }] })
    const before = await storedIn(instance, red)

    expect(await seenBy(cleo)).toEqual([0, 0, 0, 0])
    expect(await notes(cleo).insert({ team_id: red, body })).toMatchObject(forbidden)
    // Without a filter no row is read, so the policy for the write stands alone.
    expect(await notes(cleo).update({ body })).toMatchObject({ error: null })
    expect(await notes(cleo).delete()).toMatchObject({ error: null })
    expect(await memberships(cleo).delete()).toMatchObject({ error: null })
    expect(await storedIn(instance, red)).toEqual(before)
  })

  test('who owned the team, too', async () => {
    const { cleo, ada, red } = both
    await setRole(ada, red, cleo, 'owner')
    expect(await remove(cleo, red, ada)).toMatchObject({ data: [{ user_id: ada.id }] })
    const before = await storedIn(instance, red)

    expect(await seenBy(ada)).toEqual([0, 0, 0, 0])
    expect(await ada.database.rpc('invite_to_team', { team_id: red })).toMatchObject(forbidden)
    expect(await teams(ada).update({ name: body })).toMatchObject({ error: null })
    expect(await teams(ada).delete()).toMatchObject({ error: null })
    expect(await memberships(ada).update({ role: 'member' })).toMatchObject({ error: null })
    expect(await storedIn(instance, red)).toEqual(before)
  })
})

describe('an owner', () => {
  test('renames the team and deletes, but does not change, what a member wrote', async () => {
    const { ada, cleo, red } = both
    expect(await teams(ada).update({ name: body }).eq('id', red).select()).toMatchObject({
      data: [{ name: body }],
    })
    const changed = await notes(ada).update({ body }).eq('user_id', cleo.id).select()
    expect(changed).toMatchObject(nothing)
    const deleted = await notes(ada).delete().eq('user_id', cleo.id).select()
    expect(deleted).toMatchObject({ data: [{}] })
  })

  test('makes a member an owner, and a member again', async () => {
    const { ada, cleo, red } = both
    expect(await setRole(ada, red, cleo, 'owner')).toMatchObject({ data: [{ role: 'owner' }] })
    expect(await setRole(cleo, red, ada, 'member')).toMatchObject({ data: [{ role: 'member' }] })
    expect(await teams(ada).update({ name: body }).eq('id', red).select()).toMatchObject(nothing)
  })

  test('gives no other role', async () => {
    const { ada, cleo, red } = both
    expect(await setRole(ada, red, cleo, 'admin')).toMatchObject({ error: { code: '23514' } })
    const asAdmin = { team_id: red, role: 'admin' }
    expect(await ada.database.rpc('invite_to_team', asAdmin)).toMatchObject({
      error: { code: '23514' },
    })
  })

  test('is one in their own team only', async () => {
    const { bob, ada, cleo, red, blue } = both
    await invite(ada, red)
    const before = await storedIn(instance, red)
    expect(await seenBy(bob)).toEqual([1, 1, 0, 1])
    expect(await setRole(bob, red, cleo, 'owner')).toMatchObject(nothing)
    expect(await remove(bob, red, cleo)).toMatchObject(nothing)
    expect(await bob.database.rpc('invite_to_team', { team_id: red })).toMatchObject(forbidden)
    expect(await bob.database.rpc('invite_to_team', { team_id: null })).toMatchObject(forbidden)
    expect(await notes(bob).insert({ team_id: red, body })).toMatchObject(forbidden)
    expect(await teams(bob).update({ name: body }).eq('id', red).select()).toMatchObject(nothing)
    // Without a filter no row is read, so the policy for the write stands alone.
    expect(await teams(bob).update({ name: body })).toMatchObject({ error: null })
    expect(await memberships(bob).update({ role: 'owner' })).toMatchObject({ error: null })
    expect(await invitations(bob).delete()).toMatchObject({ error: null })
    expect(await notes(bob).update({ body })).toMatchObject({ error: null })
    expect(await notes(bob).delete()).toMatchObject({ error: null })
    expect(await teams(bob).delete()).toMatchObject({ error: null })
    expect(await storedIn(instance, red)).toEqual(before)
    expect(await storedIn(instance, blue)).toEqual([])
  })
})

describe('a forged row', () => {
  test('is rejected, by an insert', async () => {
    const { red, blue, ada, bob, cleo } = both
    const before = await storedIn(instance, red, blue)
    for (const person of [ada, cleo, bob]) {
      const upsert = { onConflict: 'team_id,user_id' }
      const membership = { team_id: red, user_id: person.id, role: 'owner' }
      const invitation = { team_id: red, role: 'owner', invited_by: ada.id, secret_hash: '\\x00' }
      const forged = [
        teams(person).insert({ name: body }),
        memberships(person).insert(membership),
        memberships(person).insert({ ...membership, team_id: blue }),
        memberships(person).upsert(membership, upsert),
        invitations(person).insert(invitation),
        invitations(person).update({ accepted_by: null }),
        notes(person).insert({ team_id: red, user_id: 'else', body }),
      ]
      for (const answer of await Promise.all(forged)) expect(answer).toMatchObject(forbidden)
    }
    expect(await storedIn(instance, red, blue)).toEqual(before)
  })

  test('is rejected, by an update', async () => {
    const { red, blue, ada, bob, cleo } = both
    await join(bob, ada, blue)
    const before = await storedIn(instance, red, blue)
    const cases = [
      notes(ada).update({ team_id: blue }).eq('user_id', ada.id),
      notes(ada).update({ user_id: cleo.id }).eq('user_id', ada.id),
      notes(ada).update({ created_at: '2026-03-01' }).eq('user_id', ada.id),
      memberships(ada).update({ team_id: blue }).eq('team_id', red),
      memberships(ada).update({ user_id: bob.id }).eq('team_id', red).eq('user_id', cleo.id),
      memberships(ada).update({ created_at: '2026-03-01' }).eq('team_id', red),
      teams(ada).update({ id: randomUUID() }).eq('id', red),
      teams(ada).update({ created_at: '2026-03-01' }).eq('id', red),
    ]
    for (const answer of await Promise.all(cases)) expect(answer).toMatchObject(forbidden)
    expect(await storedIn(instance, red, blue)).toEqual(before)
  })

  test('is rejected by the policies alone, with the triggers off', async () => {
    const { database } = instance
    const { red, blue, ada, bob, cleo } = both
    await join(bob, ada, blue)
    const triggers = (state: string) =>
      database.query(`
        alter table team_notes ${state} trigger team_notes_keep_columns;
        alter table memberships ${state} trigger memberships_keep_columns;
        alter table teams ${state} trigger teams_keep_columns`)
    await triggers('disable')
    const [strangers] = (await database.query(`insert into teams (name) values ('x') returning id`))
      .rows as [{ id: string }]
    const cases = [
      notes(ada).update({ team_id: strangers.id }).eq('user_id', ada.id),
      notes(ada).update({ user_id: cleo.id }).eq('user_id', ada.id),
      memberships(ada).update({ team_id: blue }).eq('team_id', red).eq('user_id', cleo.id),
      teams(ada).update({ id: blue }).eq('id', red),
    ]
    for (const answer of await Promise.all(cases)) expect(answer).toMatchObject(forbidden)
    await triggers('enable')
  })

  test('is not accepted from a claim', async () => {
    const { red, ada } = both
    const claims = {
      team_id: red,
      team_ids: [red],
      org_id: red,
      teams: [{ id: red, role: 'owner' }],
    }
    const eve = personIn(instance, 'eve', { ...claims, user_id: ada.id, org_role: 'owner' })
    expect(await seenBy(eve)).toEqual([0, 0, 0, 0])
    expect(await notes(eve).insert({ team_id: red, body })).toMatchObject(forbidden)
    expect(await eve.database.rpc('invite_to_team', { team_id: red })).toMatchObject(forbidden)
  })
})

describe('without a user', () => {
  const calls = {
    create_team: { name: body },
    my_team_ids: {},
    invite_to_team: { team_id: randomUUID() },
    accept_invitation: { secret: body },
  }
  const tables = ['teams', 'memberships', 'team_notes'] as const

  test('the anon key is refused everything', async () => {
    const database = databaseAs(instance.url, instance.anonKey)
    const signIn = { status: 401, error: { code: '42501' } }
    for (const table of tables) {
      expect(await database.from(table).select()).toMatchObject(signIn)
      expect(await database.from(table).delete()).toMatchObject(signIn)
      expect(await database.from(table).update({ created_at: 'now' })).toMatchObject(signIn)
      expect(await database.from(table).insert({ created_at: 'now' })).toMatchObject(signIn)
    }
    expect(await database.from('invitations').select('id')).toMatchObject(signIn)
    for (const [name, args] of Object.entries(calls)) {
      expect(await database.rpc(name, args)).toMatchObject(signIn)
    }
  })

  test('the admin key reads everything and makes an owner where none is left', async () => {
    const { red, ada } = both
    const database = databaseAs(instance.url, instance.apiKey)
    expect(await database.from('team_notes').select().eq('team_id', red)).toMatchObject({
      data: [{}, {}],
    })
    const membership = { team_id: red, user_id: 'new', role: 'owner' }
    expect(await database.from('memberships').insert(membership)).toMatchObject({ error: null })
    expect(await remove(ada, red, ada)).toMatchObject({ data: [{ user_id: ada.id }] })
  })

  test('the admin key makes and joins no team: it is no user', async () => {
    const { red, ada } = both
    const database = databaseAs(instance.url, instance.apiKey)
    const secret = await invite(ada, red)
    const before = await storedIn(instance, red)
    for (const call of [
      database.rpc('create_team', { name: body }),
      database.rpc('accept_invitation', { secret }),
    ]) {
      expect(await call).toMatchObject({ status: 400, error: { code: '23502' } })
    }
    expect(await database.rpc('invite_to_team', { team_id: red })).toMatchObject(forbidden)
    expect(await storedIn(instance, red)).toEqual(before)
  })
})

test('the functions of the triggers cannot be called', async () => {
  for (const name of ['keep_an_owner', 'limit_rows_per_user']) {
    const { status } = await both.ada.database.rpc(name)
    expect(status).toBeGreaterThanOrEqual(400)
  }
})

describe('with 50,000 notes', () => {
  let member: Person
  let team: string
  beforeAll(async () => {
    member = personIn(instance, 'member')
    team = await createTeam(member, 'large')
    await instance.database.query(`
      with many as (insert into teams (name) select 'x' from generate_series(1, 100) returning id)
      insert into team_notes (team_id, user_id, body)
        select id, 'someone', 'x' from many, generate_series(1, 250);
      insert into team_notes (team_id, user_id, body)
        select '${team}', 'someone', 'x' from generate_series(1, 25000);
      analyze teams, memberships, team_notes`)
  })

  const newest = 'order by created_at desc, id desc limit 51'
  test.each([
    ['the list of a team', (id: string) => `where team_id = '${id}' ${newest}`],
    ['all that a member can read', () => ''],
  ])('%s is read by index', async (_, clause) => {
    const plan = await planOf(instance, member.id, `select * from team_notes ${clause(team)}`)
    expect(plan).toContain('team_notes_team_id_created_at_id_idx')
    expect(plan).not.toMatch(/"Seq Scan","Parent[^}]*"Relation Name":"team_notes"/)
  })

  test('a user is not told how many there are in another team', async () => {
    const of = (filter: string) =>
      plannedCounts(instance, both.bob.id, `team_notes?select=id&${filter}`)
    expect(await of(`team_id=eq.${team}`)).toEqual(await of(`team_id=eq.${randomUUID()}`))
    expect(await of('user_id=eq.someone')).toEqual(await of('user_id=eq.noone'))
  })
})
