import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { createInsForgeClient, type InsForgeClient } from '@/lib/insforge-client'
import { signInsForgeToken } from '@/lib/insforge-token'
import { nextView } from '@/todos/address'
import { createTodo, deleteDone, deleteTodo, listTodos, updateTodo } from '@/todos/data'
import type { Todo, View } from '@/todos/schema'

let client: InsForgeClient
let otherUser: InsForgeClient

const newClient = () =>
  createInsForgeClient(
    inject('insforgeUrl'),
    signInsForgeToken({ id: `user_${randomUUID()}` }, inject('jwtSecret')),
  )

beforeEach(() => {
  client = newClient()
  otherUser = newClient()
})

async function create(title: string): Promise<Todo> {
  const result = await createTodo(client, { id: randomUUID(), title })
  if (!result.ok) throw new Error(result.message)
  return result.data
}

async function list(view: Partial<View> = {}, of = client) {
  const result = await listTodos(of, { filter: 'all', show: 50, ...view })
  if (!result.ok) throw new Error(result.message)
  return result.data
}

async function titles(filter: View['filter'] = 'all', of = client): Promise<string[]> {
  return (await list({ filter }, of)).todos.map(({ title }) => title)
}

describe('createTodo', () => {
  it('stores a todo with the id that it is given', async () => {
    const id = randomUUID()
    const result = await createTodo(client, { id, title: 'milk' })
    expect(result).toMatchObject({ ok: true, data: { id, title: 'milk', is_complete: false } })
  })

  it('stores it once when it is sent twice', async () => {
    const todo = { id: randomUUID(), title: 'milk' }
    const results = await Promise.all([createTodo(client, todo), createTodo(client, todo)])
    expect(results[0]).toEqual(results[1])
    expect(await titles()).toEqual(['milk'])
  })

  it('stores the text of the retry when it was changed in between', async () => {
    const id = randomUUID()
    await createTodo(client, { id, title: 'milk' })
    await createTodo(client, { id, title: 'oat milk' })
    expect(await titles()).toEqual(['oat milk'])
  })

  it('is a conflict when the id is another user’s, and leaves that row alone', async () => {
    const { id } = await create('mine')
    expect(await createTodo(otherUser, { id, title: 'theirs' })).toMatchObject({ code: 'conflict' })
    expect(await titles()).toEqual(['mine'])
  })

  it.each(['', ' ', '\u200b', 'x'.repeat(201)])(
    'is refused by the database too for %j',
    async (title) => {
      const result = await createTodo(client, { id: randomUUID(), title })
      expect(result).toMatchObject({ code: 'invalid' })
    },
  )

  it.each([
    '\u{1f469}\u200d\u{1f680} שלום <script>alert(1)</script>',
    `Robert'); drop table todos; --`,
    '\u{1f95b}'.repeat(200),
    'a,b.c:d"e"(f)\\*%',
  ])('keeps %j exactly', async (title) => {
    await create(title)
    expect(await titles()).toEqual([title])
  })

  it('restores a deleted todo as it was, once', async () => {
    const { id } = await create('milk')
    await create('bread')
    await updateTodo(client, { id, is_complete: true })
    const deleted = await deleteTodo(client, { id })
    if (!deleted.ok) throw new Error(deleted.message)
    expect(await createTodo(client, deleted.data)).toEqual(deleted)
    expect(await createTodo(client, deleted.data)).toEqual(deleted)
    expect(await titles()).toEqual(['bread', 'milk'])
  })
})

describe('updateTodo', () => {
  it('completes a todo and changes nothing else', async () => {
    const todo = await create('milk')
    const result = await updateTodo(client, { id: todo.id, is_complete: true })
    expect(result).toEqual({ ok: true, data: { ...todo, is_complete: true } })
  })

  it('renames a todo and changes nothing else', async () => {
    const todo = await create('milk')
    const result = await updateTodo(client, { id: todo.id, title: 'oat milk' })
    expect(result).toEqual({ ok: true, data: { ...todo, title: 'oat milk' } })
  })

  it.each([{ title: 'x' }, { is_complete: true }])(
    'is not_found for another user’s todo (%j), which stays as it is',
    async (change) => {
      const todo = await create('milk')
      const foreign = await updateTodo(otherUser, { id: todo.id, ...change })
      expect(foreign).toMatchObject({ code: 'not_found' })
      expect(await list()).toEqual({ todos: [todo], count: 1 })
    },
  )

  it('is not_found for a todo that is gone', async () => {
    const gone = await updateTodo(client, { id: randomUUID(), title: 'x' })
    expect(gone).toMatchObject({ code: 'not_found' })
  })
})

describe('deleteTodo', () => {
  it('deletes, and is not_found the second time', async () => {
    const { id } = await create('milk')
    expect(await deleteTodo(client, { id })).toMatchObject({ data: { title: 'milk' } })
    expect(await deleteTodo(client, { id })).toMatchObject({ code: 'not_found' })
    expect(await titles()).toEqual([])
  })

  it('is not_found for another user’s todo, which stays', async () => {
    const { id } = await create('milk')
    expect(await deleteTodo(otherUser, { id })).toMatchObject({ code: 'not_found' })
    expect(await titles()).toEqual(['milk'])
  })
})

describe('deleteDone', () => {
  it('deletes what is done, of this user only', async () => {
    const done = await create('done')
    await create('open')
    await updateTodo(client, { id: done.id, is_complete: true })
    const theirs = randomUUID()
    await createTodo(otherUser, { id: theirs, title: 'theirs' })
    await updateTodo(otherUser, { id: theirs, is_complete: true })

    expect(await deleteDone(client)).toEqual({ ok: true, data: undefined })
    expect(await titles()).toEqual(['open'])
    expect(await titles('all', otherUser)).toEqual(['theirs'])
  })
})

describe('listTodos', () => {
  const insert = async (rows: object[]) => {
    const { error } = await client.database.from('todos').insert(rows)
    expect(error).toBeNull()
  }

  it('gives the newest first, by filter with its count, and nothing of others', async () => {
    await create('first')
    const second = await create('second')
    await updateTodo(client, { id: second.id, is_complete: true })
    await create('third')
    expect(await titles()).toEqual(['third', 'second', 'first'])
    expect(await titles('active')).toEqual(['third', 'first'])
    expect(await titles('done')).toEqual(['second'])
    expect((await list({ filter: 'active' })).count).toBe(2)
    expect(await list({}, otherUser)).toEqual({ todos: [], count: 0 })
  })

  it('gives every todo exactly once, by the links, even those of one moment', async () => {
    // One statement: every row gets the same created_at, so that only the id can tell them apart.
    await insert(Array.from({ length: 450 }, (_, n) => ({ title: `todo ${n}` })))
    const pages = new Map<string, Todo[]>()
    const counts: number[] = []
    let view: View | undefined = { filter: 'all', show: 50 }
    while (view) {
      const page = await list(view)
      pages.set(view.before?.id ?? 'first', page.todos)
      counts.push(page.count)
      view = nextView(view, page)
    }
    const seen = [...pages.values()].flat().map(({ id }) => id)
    expect([...pages.values()].map(({ length }) => length)).toEqual([200, 200, 50])
    expect(new Set(seen).size).toBe(450)
    expect(counts).toEqual([450, 450, 450, 450, 250, 50])
  })

  it('asks InsForge once', async () => {
    let requests = 0
    const fetch = globalThis.fetch
    globalThis.fetch = (...args) => {
      requests += 1
      return fetch(...args)
    }
    await list().finally(() => {
      globalThis.fetch = fetch
    })
    expect(requests).toBe(1)
  })

  it('is an error, not an empty list, when the token is not accepted', async () => {
    const stranger = createInsForgeClient(
      inject('insforgeUrl'),
      signInsForgeToken({ id: 'user_1' }, 'another secret of at least 32 characters'),
    )
    const result = await listTodos(stranger, { filter: 'all', show: 50 })
    expect(result).toMatchObject({ code: 'rejected' })
  })
})
