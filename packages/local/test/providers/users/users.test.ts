import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { perTest } from '../../per.ts'
import { hook } from '../client.ts'
import { start } from '../support/start.ts'
import { targets } from './targets.ts'

const email = 'ann@example.com'

/** An id of the same form, of no user. */
const another = (id: string) => `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`

describe.each(targets)('users at $provider.title, by its SDK', (target) => {
  const emulator = perTest(
    () => start(target.provider),
    (started) => started.close(),
  )
  const make = async (address: string) => {
    await hook(emulator, 'POST users', { email: address, firstName: 'Ann', lastName: 'Example' })
    const [user] = await target.users(emulator).find(address)
    if (!user) throw new Error(`${address} was not found`)
    return user
  }
  /** What a call is refused with; undefined if it is not. */
  const statusOf = (call: Promise<unknown>) =>
    call.then(
      () => undefined,
      (error: unknown) => target.statusOf(error) ?? error,
    )

  it('are found by id and by address', async () => {
    const users = target.users(emulator)
    const ann = await make(email)
    await make('bob@example.com')
    expect(ann).toEqual({ id: ann.id, email, firstName: 'Ann', lastName: 'Example' })
    expect(await users.get(ann.id)).toEqual(ann)
    expect(await users.find(email)).toEqual([ann])
    expect(await users.find('eve@example.com')).toEqual([])
    expect(await statusOf(users.get(another(ann.id)))).toBe(404)
  })

  it('are listed by pages, each once', async () => {
    const addresses = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.com`)
    for (const address of addresses) await make(address)
    const found = await target.users(emulator).list()
    expect(found.map((user) => user.email).toSorted()).toEqual(addresses)
  })

  it('are renamed, and nothing else changes', async () => {
    const users = target.users(emulator)
    const [ann, bob] = [await make(email), await make('bob@example.com')]
    await users.rename(ann.id, 'Anna', 'Other')
    expect(await users.get(ann.id)).toEqual({ ...ann, firstName: 'Anna', lastName: 'Other' })
    expect(await users.get(bob.id)).toEqual(bob)
  })

  it('are given another address, which no other user has', async () => {
    const { move, get } = target.users(emulator)
    const [ann] = [await make(email), await make('bob@example.com')]
    if (!move) return expect(['clerk', 'stytch', 'kinde']).toContain(target.provider.name)
    await move(ann.id, 'anna@example.com')
    expect(await get(ann.id)).toEqual({ ...ann, email: 'anna@example.com' })
    expect(await statusOf(move(ann.id, 'bob@example.com'))).toBe(400)
    expect(await get(ann.id)).toEqual({ ...ann, email: 'anna@example.com' })
  })

  it('have metadata, of which only what is named changes', async () => {
    const users = target.users(emulator)
    const [ann, bob] = [await make(email), await make('bob@example.com')]
    await users.remember(ann.id, { plan: 'free', team: 'blue' })
    await users.remember(ann.id, { plan: 'pro' })
    expect(await users.metadata(ann.id)).toEqual({ plan: 'pro', team: 'blue' })
    await users.remember(ann.id, { team: null })
    expect(await users.metadata(ann.id)).toEqual({ plan: 'pro' })
    expect(await users.metadata(bob.id)).toEqual({})
  })

  it('who are deleted are signed out, cannot come back, and sign up as new users', async () => {
    const users = target.users(emulator)
    const { id, ways } = await target.signUp(emulator, email)
    const bob = await target.signUp(emulator, 'bob@example.com')
    for (const [name, way] of Object.entries({ ...ways, ...bob.ways })) {
      expect({ name, works: await way() }).toEqual({ name, works: true })
    }
    await users.delete(id)
    for (const [name, way] of Object.entries(ways)) {
      expect({ name, works: await way() }).toEqual({ name, works: false })
    }
    for (const [name, way] of Object.entries(bob.ways)) {
      expect({ name, works: await way() }).toEqual({ name, works: true })
    }
    expect(await statusOf(users.get(id))).toBe(404)
    expect((await users.list()).map((user) => user.id)).toEqual([bob.id])
    const { stateDir } = emulator.context
    for (const file of readdirSync(stateDir)) {
      expect(readFileSync(join(stateDir, file), 'utf8')).not.toContain(id)
    }
    const again = await target.signUp(emulator, email)
    expect(again.id).not.toBe(id)
    expect((await hook(emulator, 'GET errors')).json).toEqual({ errors: [] })
    expect((await hook(emulator, 'GET unknown')).json).toEqual({ requests: [] })
  })

  it('who are not there are deleted as the vendor does', async () => {
    const users = target.users(emulator)
    const ann = await make(email)
    expect(await statusOf(users.delete(another(ann.id)))).toBe(target.unknownDeleted)
    expect(await users.get(ann.id)).toEqual(ann)
  })

  it('are not for a server with another secret', async () => {
    const ann = await make(email)
    const { get, list, delete: end, rename } = target.users(emulator, `x${'0'.repeat(50)}`)
    expect(await statusOf(get(ann.id))).toBe(401)
    expect(await statusOf(list())).toBe(401)
    expect(await statusOf(rename(ann.id, 'Eve', 'Eve'))).toBe(401)
    expect(await statusOf(end(ann.id))).toBe(401)
    expect(await target.users(emulator).get(ann.id)).toEqual(ann)
  })
})
