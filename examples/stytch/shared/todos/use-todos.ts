'use client'

import { startTransition, useState } from 'react'
import { attempt } from '../attempt'
import type { Failure, Result } from '../result'
import type { TodoActions } from './actions'
import type { UpdateResult } from './data'
import type { TodoList } from './list'
import type { Change } from './list-state'
import type { Filter, NewTodo, Todo, TodoChange } from './schema'
import { useWrites } from './use-writes'

/** Something that did not work, and how to try it again. */
export interface Trouble {
  what: string
  failure: Failure
  retry: () => void
}

/** A todo that could not be stored; its text must not get lost. */
export interface Unsent extends NewTodo {
  failure: Failure
}

const put = (todo: Todo): Change => ({ kind: 'put', todo })
const drop = ({ id }: { id: string }): Change => ({ kind: 'drop', id })

/**
 * The todos on screen, and what can be done to them. What is returned as a function is made for a
 * form's `action`: a form that is sent before the page's scripts are there is sent once they are.
 */
export function useTodos(loaded: Result<TodoList>, filter: Filter, actions: TodoActions) {
  const { shown, saveState, showAtOnce, settle, write } = useWrites(loaded, filter)
  const [trouble, setTrouble] = useState<Trouble>()
  const [deleted, setDeleted] = useState<Todo>()
  const [unsent, setUnsent] = useState<Unsent[]>([])

  const isShown = ({ id }: { id: string }) => shown.todos.some((todo) => todo.id === id)
  const discard = ({ id }: { id: string }) => setUnsent((all) => all.filter((one) => one.id !== id))

  /** Tells what went wrong, or takes back what was told before. */
  function tell(result: Result<unknown>, what: string, retry: () => void) {
    startTransition(() => setTrouble(result.ok ? undefined : { what, failure: result, retry }))
  }

  function add(draft: NewTodo) {
    startTransition(async () => {
      showAtOnce(put({ ...draft, is_complete: false, created_at: new Date().toISOString() }))
      const result = await write(() => actions.create(draft), put)
      startTransition(() => {
        discard(draft)
        if (!result.ok) setUnsent((all) => [...all, { ...draft, failure: result }])
      })
    })
  }

  async function toggle(todo: Todo) {
    const is_complete = !todo.is_complete
    showAtOnce(put({ ...todo, is_complete }))
    const result = await write(() => actions.update({ id: todo.id, is_complete }), put)
    if (!result.ok && result.code === 'not_found') settle(drop(todo))
    tell(result, `“${todo.title}” was not changed.`, () => toggle(todo))
  }

  async function rename(change: TodoChange): Promise<UpdateResult> {
    const result: UpdateResult = await write(() => actions.update(change), put)
    if (!result.ok && result.current) settle(put(result.current))
    return result
  }

  async function remove(todo: Todo) {
    showAtOnce(drop(todo))
    const result = await write(() => actions.remove({ id: todo.id }), drop)
    startTransition(() => setDeleted(result.ok ? result.data : undefined))
    if (!result.ok && result.code === 'not_found') settle(drop(todo))
    tell(result, `“${todo.title}” was not deleted.`, () => remove(todo))
  }

  async function restore(todo: Todo) {
    showAtOnce(put(todo))
    const result = await write(() => actions.restore(todo), put)
    if (result.ok) startTransition(() => setDeleted(undefined))
    tell(result, `“${todo.title}” was not put back.`, () => restore(todo))
  }

  async function clearDone() {
    showAtOnce({ kind: 'clear', ids: [] })
    const result = await write(actions.clearDone, (rows) => ({
      kind: 'clear',
      ids: rows.map(({ id }) => id),
    }))
    tell(result, 'What is done was not deleted.', clearDone)
  }

  async function loadMore() {
    const { next } = shown
    if (!next) return
    const result = await attempt(() => actions.list({ filter: shown.filter, after: next }))
    if (result.ok) settle({ kind: 'more', page: result.data })
    tell(result, 'The rest of the list was not loaded.', loadMore)
  }

  return {
    list: shown,
    saveState,
    trouble,
    deleted: deleted && !isShown(deleted) ? deleted : undefined,
    unsent: unsent.filter((draft) => !isShown(draft)),
    ...{ add, discard, toggle, rename, remove, restore, clearDone, loadMore },
    dismiss: () => setDeleted(undefined),
  }
}

/** What `useTodos` gives. */
export type Todos = ReturnType<typeof useTodos>
