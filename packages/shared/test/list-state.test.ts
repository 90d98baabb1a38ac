import { describe, expect, it } from 'vitest'
import type { TodoList } from '../src/todos/list'
import { applyChange } from '../src/todos/list-state'
import type { Filter, Todo } from '../src/todos/schema'

const todo = (id: string, over: Partial<Todo> = {}): Todo => ({
  id,
  title: `todo ${id}`,
  is_complete: false,
  created_at: `2026-01-0${id}T00:00:00+00:00`,
  ...over,
})

const list = (filter: Filter, ...todos: Todo[]): TodoList => ({
  filter,
  todos,
  next: null,
  counts: {
    active: todos.filter(({ is_complete }) => !is_complete).length,
    done: todos.filter(({ is_complete }) => is_complete).length,
  },
})

const ids = ({ todos }: TodoList) => todos.map(({ id }) => id)
const put = (one: Todo) => ({ kind: 'put', todo: one }) as const

describe('applyChange', () => {
  it('adds a todo on top and counts it', () => {
    const after = applyChange(list('all', todo('2'), todo('1')), put(todo('3')))
    expect(ids(after)).toEqual(['3', '2', '1'])
    expect(after.counts).toEqual({ active: 3, done: 0 })
  })

  it('adds a todo once, however often it is put', () => {
    const once = applyChange(list('all'), put(todo('1')))
    expect(applyChange(once, put(todo('1', { title: 'again' })))).toMatchObject({
      todos: [{ title: 'again' }],
      counts: { active: 1, done: 0 },
    })
  })

  it('takes the time that the database gave, whatever the browser’s clock said', () => {
    const early = todo('3', { created_at: '2025-01-01T00:00:00.000Z' })
    const before = applyChange(list('all', todo('2')), put(early))
    expect(ids(before)).toEqual(['2', '3'])
    expect(ids(applyChange(before, put(todo('3'))))).toEqual(['3', '2'])
  })

  it('puts a deleted todo back where it was', () => {
    const before = list('all', todo('3'), todo('2'), todo('1'))
    const without = applyChange(before, { kind: 'drop', id: '2' })
    expect(ids(without)).toEqual(['3', '1'])
    expect(without.counts).toEqual({ active: 2, done: 0 })
    expect(applyChange(without, put(todo('2')))).toEqual(before)
  })

  it.each([
    ['all', ['2', '1'], { active: 1, done: 1 }],
    ['active', ['2'], { active: 1, done: 1 }],
  ] as const)('completes a todo in the view of %s', (filter, shown, counts) => {
    const before = list(filter, todo('2'), todo('1'))
    const after = applyChange(before, put(todo('1', { is_complete: true })))
    expect(ids(after)).toEqual(shown)
    expect(after.counts).toEqual(counts)
  })

  it('counts a todo that the view does not show', () => {
    const after = applyChange(list('done'), put(todo('1')))
    expect(ids(after)).toEqual([])
    expect(after.counts).toEqual({ active: 1, done: 0 })
  })

  it('clears what is done, here and on other pages', () => {
    const before = list('all', todo('3', { is_complete: true }), todo('2'), todo('1'))
    const elsewhere = { ...before, counts: { active: 2, done: 7 } }
    // Todo 1 was completed in another tab: the database has deleted it too.
    const after = applyChange(elsewhere, { kind: 'clear', ids: ['3', '1', 'unseen'] })
    expect(ids(after)).toEqual(['2'])
    expect(after.counts).toEqual({ active: 1, done: 0 })
  })

  it('adds a page, without what has been put there meanwhile', () => {
    const next = { created_at: '2026-01-01T00:00:00+00:00', id: '1' }
    const page = { todos: [todo('2'), todo('1')], next }
    const after = applyChange(list('all', todo('3'), todo('2')), { kind: 'more', page })
    expect(ids(after)).toEqual(['3', '2', '1'])
    expect(after.next).toBe(next)
  })

  it('leaves the list alone when something unknown goes', () => {
    const before = list('all', todo('1'))
    expect(applyChange(before, { kind: 'drop', id: '9' })).toBe(before)
  })
})
