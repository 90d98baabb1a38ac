import { randomUUID } from 'node:crypto'
import { afterEach, expect, inject, it, vi } from 'vitest'
import { identify } from '@/doctor/identify'
import { createInsForgeClient } from '@/lib/insforge-client'
import { signInsForgeToken } from '@/lib/insforge-token'
import { createTodo } from '@/todos/data'

const clientOf = (id: string) =>
  createInsForgeClient(inject('insforgeUrl'), signInsForgeToken({ id }, inject('jwtSecret')))

afterEach(() => {
  vi.unstubAllEnvs()
})

it('says which user InsForge takes a client for, and that it keeps users apart', async () => {
  vi.stubEnv('NODE_ENV', 'development')
  await createTodo(clientOf('victim'), { id: randomUUID(), title: 'private' })
  const id = `auth0|${randomUUID()}`
  expect(await identify(clientOf(id), 'todos', { title: 'forged' })).toEqual({
    ok: true,
    data: {
      sub: id,
      'Read other users’ rows': '200 kept apart',
      'Write a row as another user': '403 42501 kept apart',
    },
  })
})

it('says nothing in production', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const identity = await identify(clientOf('user_1'), 'todos', { title: 'forged' })
  expect(identity).toMatchObject({ ok: false, code: 'forbidden' })
})
