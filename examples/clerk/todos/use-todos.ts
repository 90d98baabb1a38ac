'use client'

import { startTransition, useActionState, useOptimistic, useState } from 'react'
import { attempt, type Failure, type Result } from '@/lib/result'
import type { FormAction } from '@/lib/validation'
import type { Todo, TodoId, TodoList, View } from './schema'

/** The writes, as forms call them: Server Actions, or functions of the browser. */
export interface TodoActions {
  createTodo: FormAction<Todo>
  updateTodo: FormAction<Todo>
  deleteTodo: FormAction<Todo>
  restoreTodo: FormAction<Todo>
  deleteDone: FormAction<TodoId[]>
}

/** How the list looks while something is being written. */
export type Change =
  | { kind: 'create' | 'restore'; todo: Todo }
  | { kind: 'update'; todo: Pick<Todo, 'id'> & Partial<Todo> }
  | { kind: 'delete'; id: string }
  | { kind: 'deleteDone' }

/** A write that JavaScript sends. */
export interface Write<T> {
  action: FormAction<T>
  form: FormData
  change: Change
  /** What to say if it fails. Undefined if the caller shows the failure itself. */
  what?: string
  onSaved?: ((data: T) => void) | undefined
}

/** A write that failed, and how to send it again. */
export interface FailedWrite {
  id: string
  what: string
  failure: Failure
  /** Of a todo that isn't saved yet: the text must not get lost. */
  title: string | undefined
  retry: () => void
  dismiss: () => void
}

/**
 * The server's list, and on top of it what is being written right now. Nothing else is kept: each
 * write brings the new list along.
 */
export function useTodos(props: {
  list: Result<TodoList>
  view: View
  userId: string
  actions: TodoActions
}) {
  const { list, view, userId, actions } = props
  const forms = {
    create: useForm(actions.createTodo),
    update: useForm(actions.updateTodo),
    delete: useForm(actions.deleteTodo),
    restore: useForm(actions.restoreTodo),
    deleteDone: useForm(actions.deleteDone),
  }
  const answer = Object.values(forms).find(({ answer }) => answer)?.answer ?? null
  const [lastSave, setLastSave] = useState(answer && (answer.ok ? 'Saved' : 'Not saved'))
  const [saveState, setSaveState] = useOptimistic<string | null>(lastSave)
  const rows = list.ok ? list.data.todos : []
  const [todos, showChange] = useOptimistic(rows, (all, change: Change) =>
    applyChange(all, change, view),
  )
  const [failed, setFailed] = useState<FailedWrite[]>([])
  const [deleted, setDeleted] = useState(forms.delete.answer?.ok && forms.delete.answer.data)

  /** Sends a write; for event handlers. */
  function send<T>(write: Write<T>): Promise<Result<T>> {
    return new Promise((resolve) => {
      startTransition(async () => {
        showChange(write.change)
        setSaveState('Saving…')
        const result = await attempt(() => write.action(null, write.form))
        startTransition(() => settle(write, result))
        resolve(result)
      })
    })
  }

  function settle<T>(write: Write<T>, result: Result<T>) {
    setLastSave(result.ok ? 'Saved' : 'Not saved')
    if (result.ok) {
      setDeleted(false)
      return write.onSaved?.(result.data)
    }
    // Another tab has signed another user in: this page is no longer theirs.
    if (result.code === 'user_changed') return location.assign('/todos?notice=user_changed')
    const { what, change } = write
    if (what === undefined) return
    const dismiss = () => setFailed((all) => all.filter((one) => one !== failure))
    const retry = () => {
      dismiss()
      send(write)
    }
    const title = change.kind === 'create' ? change.todo.title : undefined
    const failure = { id: crypto.randomUUID(), what, failure: result, title, retry, dismiss }
    setFailed((all) => [...all, failure])
  }

  return {
    ...{ userId, forms, todos, saveState, failed, send, setDeleted },
    count: list.ok ? list.data.count + todos.length - rows.length : 0,
    deleted: todos.some((todo) => deleted && todo.id === deleted.id) ? false : deleted,
    /** The failure of a form that was sent without JavaScript. */
    refused: answer?.ok === false && saveState === 'Not saved' && failed.length === 0 && answer,
  }
}

/** What `useTodos` returns. */
export type Todos = ReturnType<typeof useTodos>

/** A form that works without JavaScript: its action, and the last answer to it. */
function useForm<T>(action: FormAction<T>) {
  const [answer, formAction] = useActionState(action, null)
  return { action, formAction, answer }
}

/** Returns the rows of a view after a change. */
export function applyChange(rows: readonly Todo[], change: Change, view: View): Todo[] {
  return changed(rows, change, view).filter(
    ({ is_complete }) => view.filter === 'all' || is_complete === (view.filter === 'done'),
  )
}

function changed(rows: readonly Todo[], change: Change, { before }: View): Todo[] {
  switch (change.kind) {
    case 'create':
      return before ? [...rows] : [change.todo, ...rows]
    case 'restore': {
      const next = rows.findIndex(({ created_at }) => created_at < change.todo.created_at)
      return rows.toSpliced(next < 0 ? rows.length : next, 0, change.todo)
    }
    case 'update':
      return rows.map((row) => (row.id === change.todo.id ? { ...row, ...change.todo } : row))
    case 'delete':
      return rows.filter(({ id }) => id !== change.id)
    case 'deleteDone':
      return rows.filter(({ is_complete }) => !is_complete)
  }
}
