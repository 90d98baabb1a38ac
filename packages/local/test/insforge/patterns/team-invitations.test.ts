import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { perTest } from '../../per.ts'
import { instancePerFile } from '../instance.ts'
import { race } from '../session.ts'
import { patternFiles, personIn } from './fixture.ts'
import {
  accept,
  forbidden,
  invalid,
  invitations,
  invite,
  memberships,
  remove,
  seenBy,
  setRole,
  twoTeams,
} from './team-fixture.ts'

const instance = instancePerFile(patternFiles)

const both = perTest(() => twoTeams(instance))

const newcomer = (claims: object = {}) => personIn(instance, 'newcomer', { ...claims })
const listed = 'id, team_id, role, email, invited_by, accepted_by'

describe('an invitation', () => {
  test('makes one user a member, and only one', async () => {
    const { red, ada } = both
    const [first, second] = [newcomer(), newcomer()]
    const secret = await invite(ada, red)
    expect(await accept(first, secret)).toMatchObject({ status: 200, data: red })
    expect(await accept(second, secret)).toMatchObject(invalid)
    expect(await memberships(ada).select().eq('user_id', first.id)).toMatchObject({
      data: [{ team_id: red, role: 'member' }],
    })
    expect(await seenBy(second)).toEqual([0, 0, 0, 0])
  })

  test('gives the role that it is for', async () => {
    const { red, ada } = both
    const person = newcomer()
    await accept(person, await invite(ada, red, { role: 'owner' }))
    expect(await memberships(person).select().eq('user_id', person.id)).toMatchObject({
      data: [{ role: 'owner' }],
    })
  })

  test('answers a retry as it answered at first', async () => {
    const { red, ada } = both
    const person = newcomer()
    const secret = await invite(ada, red)
    const both_ = await Promise.all([accept(person, secret), accept(person, secret)])
    for (const answer of both_) expect(answer).toMatchObject({ status: 200, data: red })
    expect(await accept(person, secret)).toMatchObject({ data: red })
  })

  test('is not used up by a member who opens it', async () => {
    const { red, ada, cleo } = both
    const secret = await invite(ada, red, { role: 'owner' })
    for (const member of [ada, cleo]) {
      expect(await accept(member, secret)).toMatchObject({ data: red })
    }
    expect(await memberships(cleo).select('role').eq('user_id', cleo.id)).toMatchObject({
      data: [{ role: 'member' }],
    })
    expect(await accept(newcomer(), secret)).toMatchObject({ data: red })
  })

  test('is accepted by one of two at once', async () => {
    const { red, ada } = both
    const secret = await invite(ada, red)
    const call = `select accept_invitation('${secret}') as team`
    const raced = await race(instance, [newcomer().id, call], [newcomer().id, call])
    expect(raced).toEqual({ first: [{ team: red }], second: 'INVIT' })
  })

  test('cannot be accepted with a wrong, empty, or missing secret', async () => {
    const secret = await invite(both.ada, both.red)
    for (const wrong of [secret.slice(1), `${secret}0`, secret.toUpperCase(), '', null, '\\x00']) {
      expect(await accept(newcomer(), wrong)).toMatchObject(invalid)
    }
  })

  test('cannot be accepted once it has expired or was revoked', async () => {
    const { red, ada } = both
    const [expired, revoked] = [await invite(ada, red), await invite(ada, red)]
    await instance.database.query(
      `update invitations set expires_at = now() where secret_hash = sha256('${expired}')`,
    )
    const { data } = await invitations(ada)
      .select(listed)
      .gt('expires_at', 'tomorrow')
      .is('accepted_by', null)
    const [{ id } = { id: '' }] = data ?? []
    expect(await invitations(ada).delete().eq('id', id).select('id')).toMatchObject({
      data: [{ id }],
    })
    for (const secret of [expired, revoked]) {
      expect(await accept(newcomer(), secret)).toMatchObject(invalid)
    }
  })

  test('of an owner who was removed or is a member now cannot be accepted', async () => {
    const { red, ada, cleo } = both
    await setRole(ada, red, cleo, 'owner')
    const [left, demoted] = [await invite(ada, red), await invite(cleo, red, { role: 'owner' })]
    await setRole(ada, red, cleo, 'member')
    expect(await accept(cleo, demoted)).toMatchObject({ data: red })
    expect(await accept(newcomer(), demoted)).toMatchObject(invalid)

    await setRole(ada, red, cleo, 'owner')
    await remove(ada, red, ada)
    expect(await accept(ada, left)).toMatchObject(invalid)
    expect(await accept(newcomer(), left)).toMatchObject(invalid)
  })

  test('that was used does not let a removed member back in', async () => {
    const { red, ada } = both
    const person = newcomer()
    const secret = await invite(ada, red)
    await accept(person, secret)
    await remove(ada, red, person)
    expect(await accept(person, secret)).toMatchObject(invalid)
    expect(await seenBy(person)).toEqual([0, 0, 0, 0])
  })
})

describe('an invitation for an email', () => {
  const email = 'Eve@example.com'

  test('is accepted by the user whose token carries that email', async () => {
    const { red, ada } = both
    for (const claim of [email, email.toLowerCase()]) {
      const person = newcomer({ email: claim })
      expect(await accept(person, await invite(ada, red, { email }))).toMatchObject({ data: red })
    }
  })

  test('is not accepted by another, nor by a token without an email', async () => {
    const { red, ada } = both
    const secret = await invite(ada, red, { email })
    for (const claims of [{}, { email: '' }, { email: 'bob@example.com' }, { user_email: email }]) {
      expect(await accept(newcomer(claims), secret)).toMatchObject(invalid)
    }
    expect(await accept(newcomer({ email }), secret)).toMatchObject({ data: red })
  })
})

describe('a secret', () => {
  test('is stored as its hash only, and is long', async () => {
    const secret = await invite(both.ada, both.red)
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    const { rows } = await instance.database.query<{ row: string; hash: string }>(
      `select to_jsonb(i)::text as row, encode(secret_hash, 'hex') as hash from invitations i
       where team_id = $1 and accepted_by is null`,
      [both.red],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.row).not.toContain(secret)
    expect(rows[0]?.hash).toBe(createHash('sha256').update(secret).digest('hex'))
  })

  test('is another each time', async () => {
    const secrets = await Promise.all(Array.from({ length: 5 }, () => invite(both.ada, both.red)))
    expect(new Set(secrets).size).toBe(5)
  })

  test('is not shown again, nor its hash, to an owner', async () => {
    const { red, ada, cleo } = both
    await invite(ada, red, { email: 'eve@example.com' })
    expect(await invitations(ada).select()).toMatchObject(forbidden)
    expect(await invitations(ada).select('secret_hash')).toMatchObject(forbidden)
    expect(await invitations(ada).select('id').eq('secret_hash', '\\x00')).toMatchObject(forbidden)
    expect(await invitations(ada).select(listed).order('created_at')).toMatchObject({
      data: [
        { team_id: red, accepted_by: cleo.id },
        { team_id: red, role: 'member', email: 'eve@example.com', invited_by: ada.id },
      ],
    })
  })
})
