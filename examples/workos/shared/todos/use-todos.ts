'use client'

import { useState } from 'react'
import { attempt } from '../attempt'
import type { Failure, Result } from '../result'
import type { TodoActions } from './actions'
import type { Filter, NewTodo, Todo, TodoPage } from './schema'

/** Where the last write stands; null before the first one. */
export type SaveState = 'saving' | 'saved' | 'failed' | null

/** The todos on screen, and what can be done to them. A failed change is taken back and told. */
export function useTodos(initial: TodoPage, filter: Filter, actions: TodoActions) {
  const [todos, setTodos] = useState(initial.todos)
  const [next, setNext] = useState(initial.next)
  const [failed, setFailed] = useState<Failure>()
  const [saveState, setSaveState] = useState<SaveState>(null)

  const replace = (id: string, todo: Todo) =>
    setTodos((all) => all.map((one) => (one.id === id ? todo : one)))

  async function save<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
    setSaveState('saving')
    const result = await attempt(write)
    setSaveState(result.ok ? 'saved' : 'failed')
    return result
  }

  async function create(todo: NewTodo): Promise<Failure | undefined> {
    const result = await save(() => actions.create(todo))
    if (!result.ok) return result
    if (filter === 'done') return undefined
    setTodos((all) => [result.data, ...all.filter(({ id }) => id !== todo.id)])
    return undefined
  }

  async function toggle(todo: Todo) {
    const is_complete = !todo.is_complete
    replace(todo.id, { ...todo, is_complete })
    const result = await save(() => actions.update({ id: todo.id, is_complete }))
    replace(todo.id, result.ok ? result.data : todo)
    setFailed(result.ok ? undefined : result)
  }

  async function remove({ id }: Todo) {
    const before = todos
    setTodos((all) => all.filter((todo) => todo.id !== id))
    const result = await save(() => actions.remove({ id }))
    if (!result.ok) setTodos(before)
    setFailed(result.ok ? undefined : result)
  }

  async function loadMore() {
    if (!next) return
    const result = await attempt(() => actions.list({ filter, after: next }))
    setFailed(result.ok ? undefined : result)
    if (!result.ok) return
    setTodos((all) => [...all, ...result.data.todos])
    setNext(result.data.next)
  }

  return { todos, failed, saveState, create, toggle, remove, loadMore: next ? loadMore : undefined }
}
