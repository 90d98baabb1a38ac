import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import { createInsForgeClient, type InsForgeClient } from '../src/insforge/client'
import { signInsForgeToken } from '../src/insforge/token'
import { createTodo, deleteDone, deleteTodo, restoreTodo, updateTodo } from '../src/todos/data'
import { listTodos, PAGE_SIZE, readTodoList } from '../src/todos/list'
import type { Cursor, Todo } from '../src/todos/schema'

let client: InsForgeClient
let someoneElse: InsForgeClient

const newClient = () =>
  createInsForgeClient(
    inject('insforgeUrl'),
    signInsForgeToken({ userId: `user_${randomUUID()}` }, inject('jwtSecret')),
  )

beforeEach(() => {
  client = newClient()
  someoneElse = newClient()
})

async function create(title: string): Promise<Todo> {
  const result = await createTodo(client, { id: randomUUID(), title })
  if (!result.ok) throw new Error(result.message)
  return result.data
}

async function titles(filter: 'all' | 'active' | 'done' = 'all', of = client): Promise<string[]> {
  const page = await listTodos(of, { filter })
  if (!page.ok) throw new Error(page.message)
  return page.data.todos.map(({ title }) => title)
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

  it('is a conflict when the id is someone else’s, and leaves that row alone', async () => {
    const { id } = await create('mine')
    expect(await createTodo(someoneElse, { id, title: 'theirs' })).toMatchObject({
      code: 'conflict',
    })
    expect(await titles()).toEqual(['mine'])
  })

  it.each(['', ' ', 'x'.repeat(201)])('is refused by the database too for %j', async (title) => {
    const result = await createTodo(client, { id: randomUUID(), title })
    expect(result).toMatchObject({ code: 'invalid' })
  })

  it.each([
    '\u{1f469}‍\u{1f680} שלום <script>alert(1)</script>',
    `Robert'); drop table todos; --`,
    '\u{1f95b}'.repeat(200),
    'a,b.c:d"e"(f)\\*%',
  ])('keeps %j exactly', async (title) => {
    await create(title)
    expect(await titles()).toEqual([title])
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
    const result = await updateTodo(client, { id: todo.id, title: 'oat milk', from: 'milk' })
    expect(result).toEqual({ ok: true, data: { ...todo, title: 'oat milk' } })
  })

  it('is a conflict when the todo was renamed elsewhere, and gives what stands there', async () => {
    const todo = await create('soy milk')
    const result = await updateTodo(client, { id: todo.id, title: 'oat milk', from: 'milk' })
    expect(result).toMatchObject({ code: 'conflict', current: todo })
    expect(await titles()).toEqual(['soy milk'])
  })

  it('is no conflict when a rename is sent again because its answer was lost', async () => {
    const { id } = await create('milk')
    const rename = { id, title: 'oat milk', from: 'milk' }
    const first = await updateTodo(client, rename)
    expect(await updateTodo(client, rename)).toEqual(first)
  })

  it.each([{ title: 'x', from: 'milk' }, { is_complete: true }])(
    'is not_found for someone else’s todo (%j), which stays as it is',
    async (change) => {
      const todo = await create('milk')
      const foreign = await updateTodo(someoneElse, { id: todo.id, ...change })
      expect(foreign).toMatchObject({ code: 'not_found' })
      const page = await listTodos(client, { filter: 'all' })
      expect(page).toMatchObject({ data: { todos: [todo] } })
    },
  )

  it('is not_found for a todo that is gone', async () => {
    const gone = await updateTodo(client, { id: randomUUID(), title: 'x', from: 'y' })
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

  it('is not_found for someone else’s todo, which stays', async () => {
    const { id } = await create('milk')
    expect(await deleteTodo(someoneElse, { id })).toMatchObject({ code: 'not_found' })
    expect(await titles()).toEqual(['milk'])
  })
})

describe('restoreTodo', () => {
  it('puts a deleted todo back as it was, once', async () => {
    const { id } = await create('milk')
    await updateTodo(client, { id, is_complete: true })
    const deleted = await deleteTodo(client, { id })
    if (!deleted.ok) throw new Error(deleted.message)
    expect(await restoreTodo(client, deleted.data)).toEqual(deleted)
    expect(await restoreTodo(client, deleted.data)).toEqual(deleted)
    expect(await titles()).toEqual(['milk'])
  })
})

describe('deleteDone', () => {
  it('deletes what is done, of this user only, and says what', async () => {
    const done = await create('done')
    await create('open')
    await updateTodo(client, { id: done.id, is_complete: true })
    const theirs = randomUUID()
    await createTodo(someoneElse, { id: theirs, title: 'theirs' })
    await updateTodo(someoneElse, { id: theirs, is_complete: true })

    expect(await deleteDone(client)).toEqual({ ok: true, data: [{ id: done.id }] })
    expect(await titles()).toEqual(['open'])
    expect(await titles('all', someoneElse)).toEqual(['theirs'])
  })
})

describe('readTodoList', () => {
  it('counts all pages, whatever the filter shows', async () => {
    const rows = Array.from({ length: PAGE_SIZE + 5 }, (_, n) => ({
      title: `todo ${n}`,
      is_complete: n < 2,
    }))
    await client.database.from('todos').insert(rows)
    const list = await readTodoList(client, 'done')
    expect(list).toMatchObject({ data: { filter: 'done', counts: { active: 53, done: 2 } } })
    expect(list.ok && list.data.todos.length).toBe(2)
  })
})

describe('listTodos', () => {
  it('gives the newest first, by filter, and nothing of others', async () => {
    await create('first')
    const second = await create('second')
    await updateTodo(client, { id: second.id, is_complete: true })
    await create('third')
    expect(await titles()).toEqual(['third', 'second', 'first'])
    expect(await titles('active')).toEqual(['third', 'first'])
    expect(await titles('done')).toEqual(['second'])
    expect(await titles('all', someoneElse)).toEqual([])
  })

  it('gives every todo exactly once, page by page, even those of one moment', async () => {
    const rows = Array.from({ length: 2 * PAGE_SIZE + 1 }, (_, n) => ({ title: `todo ${n}` }))
    // One statement: every row gets the same created_at, so that only the id can tell them apart.
    const inserted = await client.database.from('todos').insert(rows)
    expect(inserted.error).toBeNull()

    const seen: string[] = []
    const sizes: number[] = []
    let after: Cursor | null | undefined
    while (after !== null) {
      const page = await listTodos(client, { filter: 'all', ...(after ? { after } : {}) })
      if (!page.ok) throw new Error(page.message)
      seen.push(...page.data.todos.map(({ id }) => id))
      sizes.push(page.data.todos.length)
      after = page.data.next
    }
    expect(sizes).toEqual([PAGE_SIZE, PAGE_SIZE, 1])
    expect(new Set(seen).size).toBe(rows.length)
  })

  it('is an error, not an empty list, when the token is not accepted', async () => {
    const stranger = createInsForgeClient(
      inject('insforgeUrl'),
      signInsForgeToken({ userId: 'user_1' }, 'another secret of at least 32 characters'),
    )
    expect(await listTodos(stranger, { filter: 'all' })).toMatchObject({ code: 'unauthenticated' })
  })

  it('is an error, not an empty list, when InsForge cannot be reached', async () => {
    const lost = createInsForgeClient('http://127.0.0.1:1', 'token')
    expect(await listTodos(lost, { filter: 'all' })).toMatchObject({ code: 'unavailable' })
  })
})
