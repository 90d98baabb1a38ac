'use client'

import { startTransition, useOptimistic, useState } from 'react'
import { attempt } from '../attempt'
import type { Failure, Result } from '../result'
import type { TodoActions } from './actions'
import type { Filter, NewTodo, Todo, TodoPage } from './schema'

/** What the last write came to; null before the first one. */
export type SaveState = 'saving' | 'saved' | 'failed' | null

/** A change that is shown before the database has answered: a todo as it will be, or one that goes. */
type Change = { put: Todo } | { drop: Todo }

function apply(todos: Todo[], change: Change): Todo[] {
  if ('drop' in change) return todos.filter(({ id }) => id !== change.drop.id)
  const { put } = change
  const known = todos.some(({ id }) => id === put.id)
  return known ? todos.map((todo) => (todo.id === put.id ? put : todo)) : [put, ...todos]
}

/**
 * The todos on screen, and what can be done to them. Everything returned is made for a form's
 * `action`: a form that is sent before the page's scripts are there is kept and sent afterwards, and
 * what is shown in advance falls back to what the database said last.
 */
export function useTodos(initial: TodoPage, filter: Filter, actions: TodoActions) {
  const [todos, setTodos] = useState(initial.todos)
  const [next, setNext] = useState(initial.next)
  const [failed, setFailed] = useState<Failure>()
  const [lastSave, setLastSave] = useState<SaveState>(null)
  const [shown, showAtOnce] = useOptimistic(todos, apply)
  const [saveState, setSaveState] = useOptimistic(lastSave)

  async function save(
    write: () => Promise<Result<Todo>>,
    toChange: (todo: Todo) => Change,
  ): Promise<Failure | undefined> {
    setSaveState('saving')
    const result = await attempt(write)
    startTransition(() => {
      setLastSave(result.ok ? 'saved' : 'failed')
      if (result.ok) setTodos((all) => apply(all, toChange(result.data)))
    })
    return result.ok ? undefined : result
  }

  async function toggle(todo: Todo) {
    const is_complete = !todo.is_complete
    showAtOnce({ put: { ...todo, is_complete } })
    const write = () => actions.update({ id: todo.id, is_complete })
    report(await save(write, (put) => ({ put })))
  }

  async function remove(todo: Todo) {
    showAtOnce({ drop: todo })
    report(
      await save(
        () => actions.remove({ id: todo.id }),
        (drop) => ({ drop }),
      ),
    )
  }

  async function loadMore() {
    if (!next) return
    const result = await attempt(() => actions.list({ filter, after: next }))
    report(result.ok ? undefined : result)
    if (!result.ok) return
    startTransition(() => {
      setTodos((all) => [...all, ...result.data.todos])
      setNext(result.data.next)
    })
  }

  const report = (failure: Failure | undefined) => startTransition(() => setFailed(failure))

  const create = (todo: NewTodo) =>
    save(
      () => actions.create(todo),
      (put) => (filter === 'done' ? { drop: put } : { put }),
    )

  return {
    todos: shown,
    failed,
    saveState,
    create,
    toggle,
    remove,
    loadMore,
    hasMore: next !== null,
  }
}
