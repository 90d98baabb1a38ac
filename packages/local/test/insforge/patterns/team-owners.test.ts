import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Instance, startInstance } from '../instance.ts'
import { openSession } from '../session.ts'
import { patternFiles } from './fixture.ts'
import { databaseAs } from './person.ts'
import {
  memberships,
  needsOwner,
  remove,
  setRole,
  storedIn,
  type Teams,
  twoTeams,
} from './team-fixture.ts'

let instance: Instance
beforeAll(async () => {
  instance = await startInstance(patternFiles)
})
afterAll(() => instance.stop())

let both: Teams
beforeEach(async () => {
  both = await twoTeams(instance)
})

describe('the last owner', () => {
  test('cannot leave or become a member', async () => {
    const { ada, red } = both
    const before = await storedIn(instance, red)
    expect(await remove(ada, red, ada)).toMatchObject(needsOwner)
    expect(await setRole(ada, red, ada, 'member')).toMatchObject(needsOwner)
    expect(await memberships(ada).delete().eq('team_id', red)).toMatchObject(needsOwner)
    expect(await storedIn(instance, red)).toEqual(before)
  })

  test('cannot be removed by the admin key', async () => {
    const { ada, red } = both
    const admin = { id: '', database: databaseAs(instance.url, instance.apiKey) }
    expect(await remove(admin, red, ada)).toMatchObject(needsOwner)
  })

  test('can leave once there is another', async () => {
    const { ada, cleo, red } = both
    await setRole(ada, red, cleo, 'owner')
    expect(await remove(ada, red, ada)).toMatchObject({ data: [{ user_id: ada.id }] })
    expect(await remove(cleo, red, cleo)).toMatchObject(needsOwner)
  })

  test('is not lost when two owners are demoted or removed by one request', async () => {
    const { ada, cleo, red } = both
    await setRole(ada, red, cleo, 'owner')
    const before = await storedIn(instance, red)
    const all = memberships(ada)
    expect(await all.update({ role: 'member' }).eq('team_id', red)).toMatchObject(needsOwner)
    expect(await memberships(ada).delete().eq('team_id', red)).toMatchObject(needsOwner)
    expect(await storedIn(instance, red)).toEqual(before)
  })
})

describe('of two owners at once', () => {
  const leave = (id: string) => `delete from memberships where user_id = '${id}' returning role`
  const demote = (id: string) =>
    `update memberships set role = 'member' where user_id = '${id}' returning role`
  type Write = (id: string) => string
  const cases: readonly (readonly [string, Write, Write])[] = [
    ['leave and leave', leave, leave],
    ['step down and step down', demote, demote],
    ['leave and step down', leave, demote],
  ]

  test.each(cases)('only one can %s', async (_, first, second) => {
    const { ada, cleo, red } = both
    await setRole(ada, red, cleo, 'owner')
    const [one, other] = [await openSession(instance, ada.id), await openSession(instance, cleo.id)]
    expect(await one.query(first(ada.id))).toHaveLength(1)
    const { result } = await other.blocked(second(cleo.id))
    await one.commit()
    expect(await result).toBe('OWNER')
    await Promise.all([one.end(), other.end()])

    const owner = { team_id: red, user_id: cleo.id, role: 'owner' }
    expect(await memberships(cleo).select().eq('role', 'owner')).toMatchObject({ data: [owner] })
  })

  test('each can remove the other, but not both', async () => {
    const { ada, cleo, red } = both
    await setRole(ada, red, cleo, 'owner')
    const [one, other] = [await openSession(instance, ada.id), await openSession(instance, cleo.id)]
    expect(await one.query(demote(cleo.id))).toHaveLength(1)
    const { result } = await other.blocked(leave(ada.id))
    await one.commit()
    expect(await result).toBe('OWNER')
    await Promise.all([one.end(), other.end()])
  })

  test('the second fails where its transaction does not see the first', async () => {
    const { ada, cleo, red } = both
    await setRole(ada, red, cleo, 'owner')
    const one = await openSession(instance, ada.id)
    const other = await openSession(instance, cleo.id, 'repeatable read')
    await other.query('select 1')
    expect(await one.query(leave(ada.id))).toHaveLength(1)
    const { result } = await other.blocked(leave(cleo.id))
    await one.commit()
    expect(await result).toBe('40001')
    await Promise.all([one.end(), other.end()])
  })
})
