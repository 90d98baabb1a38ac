import { randomUUID } from 'node:crypto'
import { beforeEach, expect, inject, it } from 'vitest'
import { createInsForgeClient } from '@/lib/insforge-client'
import { signInsForgeToken } from '@/lib/insforge-token'

/** A new user, and the todos as their own client reaches them. */
const newUser = () => {
  const userId = `user_${randomUUID()}`
  const token = signInsForgeToken({ id: userId }, inject('jwtSecret'))
  const { database } = createInsForgeClient(inject('insforgeUrl'), token)
  return { userId, todos: () => database.from('todos') }
}

let ada: ReturnType<typeof newUser>
let bob: ReturnType<typeof newUser>

beforeEach(async () => {
  ada = newUser()
  bob = newUser()
  expect(await ada.todos().insert({ title: 'Ada’s' })).toMatchObject({ error: null })
})

const titles = async (of = ada) => (await of.todos().select('title')).data
const forbidden = { status: 403, error: { code: '42501' } }

it('rejects a row in another user’s name', async () => {
  const written = await bob.todos().insert({ title: 'Bob’s', user_id: ada.userId })
  expect(written).toMatchObject(forbidden)
  expect(await titles()).toEqual([{ title: 'Ada’s' }])
})

it('rejects an update that gives a row away', async () => {
  expect(await ada.todos().update({ user_id: bob.userId })).toMatchObject(forbidden)
  expect(await titles(bob)).toEqual([])
})

// Where a write reads no column, Postgres asks only the policy of that very command.
it('deletes only the user’s own rows without a filter', async () => {
  expect(await bob.todos().delete()).toMatchObject({ error: null })
  expect(await titles()).toEqual([{ title: 'Ada’s' }])
})

it('changes only the user’s own rows without a filter', async () => {
  expect(await bob.todos().update({ title: 'Bob’s' })).toMatchObject({ error: null })
  expect(await titles()).toEqual([{ title: 'Ada’s' }])
})
