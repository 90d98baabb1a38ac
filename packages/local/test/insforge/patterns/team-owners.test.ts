import { describe, expect, test } from 'vitest'
import { perTest } from '../../per.ts'
import { instancePerFile } from '../instance.ts'
import { race } from '../session.ts'
import { databaseAs, patternFiles } from './fixture.ts'
import { memberships, needsOwner, remove, setRole, storedIn, twoTeams } from './team-fixture.ts'

const instance = instancePerFile(patternFiles)

const both = perTest(() => twoTeams(instance))

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
  const oneRow = [{ role: expect.any(String) }]
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
    const raced = await race(instance, [ada.id, first(ada.id)], [cleo.id, second(cleo.id)])
    expect(raced).toEqual({ first: oneRow, second: 'OWNER' })

    const owner = { team_id: red, user_id: cleo.id, role: 'owner' }
    expect(await memberships(cleo).select().eq('role', 'owner')).toMatchObject({ data: [owner] })
  })

  test('each can remove the other, but not both', async () => {
    const { ada, cleo, red } = both
    await setRole(ada, red, cleo, 'owner')
    const raced = await race(instance, [ada.id, demote(cleo.id)], [cleo.id, leave(ada.id)])
    expect(raced).toEqual({ first: oneRow, second: 'OWNER' })
  })

  test('the second fails where its transaction does not see the first', async () => {
    const { ada, cleo, red } = both
    await setRole(ada, red, cleo, 'owner')
    const [first, second] = [leave(ada.id), leave(cleo.id)]
    const raced = await race(instance, [ada.id, first], [cleo.id, second], 'repeatable read')
    expect(raced).toEqual({ first: oneRow, second: '40001' })
  })
})
