import { randomUUID } from 'node:crypto'
import { expect, inject, it } from 'vitest'
import { identify } from '../src/dev/identity'
import { proveIsolation } from '../src/dev/prove'
import { createInsForgeClient } from '../src/insforge/client'
import { signInsForgeToken } from '../src/insforge/token'
import { createTodo } from '../src/todos/data'

const someone = (userId: string) => {
  const token = signInsForgeToken({ userId }, inject('jwtSecret'))
  return { token, client: createInsForgeClient(inject('insforgeUrl'), token) }
}

it('says who InsForge takes a user for', async () => {
  const userId = `auth0|${randomUUID()}`
  const { client, token } = someone(userId)
  await createTodo(client, { id: randomUUID(), title: 'mine' })
  expect(await identify(client, token)).toEqual({
    ok: true,
    data: { sub: userId, role: 'authenticated', lifetime: 300, rows: 1 },
  })
})

it('shows what Postgres answers to somebody who wants other people’s rows', async () => {
  await createTodo(someone('victim').client, { id: randomUUID(), title: 'private' })
  expect(await proveIsolation(someone('attacker').client, 'attacker')).toEqual([
    { attempt: 'Read everybody else’s rows', answer: '200, 0 rows', held: true },
    {
      attempt: 'Write a row in somebody else’s name',
      answer: '403 42501: refused by a policy',
      held: true,
    },
  ])
})
