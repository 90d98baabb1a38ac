import type { TodoList } from './list'
import type { Todo, TodoCounts } from './schema'

/** Something that happened to the list, or that is shown before the database has answered. */
export type Change =
  | { kind: 'put'; todo: Todo }
  | { kind: 'drop'; id: string }
  /** Everything done is gone; `ids` are those that the database says it deleted. */
  | { kind: 'clear'; ids: readonly string[] }
  | { kind: 'more'; page: Pick<TodoList, 'todos' | 'next'> }

/** The list after a change; filter, order and counts stay right. */
export function applyChange(list: TodoList, change: Change): TodoList {
  switch (change.kind) {
    case 'put':
      return put(list, change.todo)
    case 'drop':
      return drop(list, change.id)
    case 'clear': {
      const left = change.ids.reduce(drop, list)
      const todos = left.todos.filter(({ is_complete }) => !is_complete)
      return { ...left, todos, counts: { ...left.counts, done: 0 } }
    }
    case 'more': {
      const known = new Set(list.todos.map(({ id }) => id))
      const added = change.page.todos.filter(({ id }) => !known.has(id))
      return { ...list, todos: [...list.todos, ...added], next: change.page.next }
    }
  }
}

function put(list: TodoList, todo: Todo): TodoList {
  const before = list.todos.find(({ id }) => id === todo.id)
  const counts = count(before ? count(list.counts, before, -1) : list.counts, todo, 1)
  const isShown = list.filter === 'all' || todo.is_complete === (list.filter === 'done')
  const others = list.todos.filter(({ id }) => id !== todo.id)
  if (!isShown) return { ...list, todos: others, counts }
  if (before?.created_at === todo.created_at) {
    return { ...list, todos: list.todos.map((one) => (one.id === todo.id ? todo : one)), counts }
  }
  return { ...list, todos: [...others, todo].sort(newestFirst), counts }
}

function drop(list: TodoList, id: string): TodoList {
  const before = list.todos.find((todo) => todo.id === id)
  if (!before) return list
  const todos = list.todos.filter((todo) => todo.id !== id)
  return { ...list, todos, counts: count(list.counts, before, -1) }
}

function count(counts: TodoCounts, { is_complete }: Todo, by: 1 | -1): TodoCounts {
  return is_complete
    ? { ...counts, done: counts.done + by }
    : { ...counts, active: counts.active + by }
}

/** PostgREST writes every time in one form and zone, so that text compares as time does. */
function newestFirst(a: Todo, b: Todo): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? 1 : -1
  return a.id < b.id ? 1 : -1
}
