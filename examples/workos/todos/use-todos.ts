'use client'

import { startTransition, useActionState, useOptimistic, useState } from 'react'
import { attempt, type Failure, type Result } from '@/lib/result'
import type { FormAction } from '@/lib/validation'
import { applyChange, type Change } from './change'
import type { Todo, TodoId, TodoList, View } from './schema'

/** The writes, as forms call them: Server Actions, or functions of the browser. */
export interface TodoActions {
  createTodo: FormAction<Todo>
  updateTodo: FormAction<Todo>
  deleteTodo: FormAction<Todo>
  restoreTodo: FormAction<Todo>
  deleteDone: FormAction<TodoId[]>
}

/** A write as JavaScript sends it. */
export interface Write<T> {
  change: Change
  /** What to say if it fails. Left out if the caller shows the failure itself. */
  what?: string
  onSaved?: (data: T) => void
}

/** A write that failed, and how to send it again. */
export interface FailedWrite {
  id: string
  what: string
  failure: Failure
  /** Of a todo that isn't saved yet: its text must not get lost. */
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
  // A form that was sent without JavaScript, before this page was loaded.
  const answer = Object.values(forms).find(({ answer }) => answer)?.answer
  const [lastSave, setLastSave] = useState(answer && saveText(answer))
  const [saveState, setSaveState] = useOptimistic(lastSave)
  const [failed, setFailed] = useState<FailedWrite[]>([])
  const [deleted, setDeleted] = useState(forms.delete.answer?.ok && forms.delete.answer.data)
  const rows = list.ok ? list.data.todos : []
  const [todos, showChange] = useOptimistic(rows, (all, change: Change) =>
    applyChange(all, change, view),
  )

  /** Sends a write. For event handlers. */
  function send<T>(action: FormAction<T>, form: FormData, write: Write<T>): Promise<Result<T>> {
    return new Promise((resolve) => {
      startTransition(async () => {
        showChange(write.change)
        setSaveState('Saving…')
        const result = await attempt(() => action(null, form))
        startTransition(() => {
          setLastSave(saveText(result))
          if (result.ok) setDeleted(false)
          if (result.ok) write.onSaved?.(result.data)
          else fail(write, result, () => send(action, form, write))
        })
        resolve(result)
      })
    })
  }

  function fail({ what, change }: Write<never>, failure: Failure, again: () => void) {
    // Another tab has signed another user in: this page is no longer theirs.
    if (failure.code === 'user_changed') return location.assign('/todos?notice=user_changed')
    if (what === undefined) return
    const id = crypto.randomUUID()
    const title = change.kind === 'create' ? change.todo.title : undefined
    const dismiss = () => setFailed((all) => all.filter((one) => one.id !== id))
    const retry = () => {
      dismiss()
      again()
    }
    setFailed((all) => [...all, { id, what, failure, title, retry, dismiss }])
  }

  return {
    ...{ userId, forms, todos, saveState, failed, send, setDeleted },
    count: list.ok ? list.data.count + todos.length - rows.length : 0,
    deleted: todos.some((todo) => deleted && todo.id === deleted.id) ? false : deleted,
    refused: answer?.ok === false && !forms.create.answer && lastSave === 'Not saved' && answer,
  }
}

/** What `useTodos` returns. */
export type Todos = ReturnType<typeof useTodos>

/** A form that works without JavaScript: its action, and the last answer to it. */
function useForm<T>(action: FormAction<T>) {
  const [answer, formAction] = useActionState(action, null)
  return { action, formAction, answer }
}

const saveText = ({ ok }: Result<unknown>) => (ok ? 'Saved' : 'Not saved')
