import { startTransition, useActionState, useOptimistic, useState, useTransition } from 'react'
import { attempt, type Failure, type Result } from '@/lib/result'
import type { FormAction } from '@/lib/validation'
import { addressOf } from './address'
import type { Todo, TodoList, View } from './schema'

/** A write as forms call it: a Server Action, or a function of the browser. */
export type TodoAction = FormAction<Todo | undefined>
export type TodoActions = Record<
  'createTodo' | 'updateTodo' | 'deleteTodo' | 'restoreTodo' | 'deleteDone',
  TodoAction
>

/** A write as JavaScript sends it. */
export interface Write {
  /** How the list looks until the server has answered. */
  change?: (todos: Todo[]) => Todo[]
  /** What to say if it fails. */
  what: string
  /** The text that was typed. It must not get lost. */
  title?: string
  /** True if what the server returns can be restored. */
  canUndo?: boolean
}

/** A write that failed, and how to send it again. */
export interface FailedWrite extends Write {
  id: string
  failure: Failure
  retry: () => void
}

/** What a page of todos is made of: `userId` is the user that it was rendered for. */
export interface TodosOfUser {
  list: Result<TodoList>
  view: View
  userId: string
  actions: TodoActions
}

/**
 * The server's list, and on top of it what is being written right now. Nothing else is kept: each
 * write brings the new list along.
 */
export function useTodos({ list, view, userId, actions }: TodosOfUser) {
  const forms = {
    create: useForm(actions.createTodo, view),
    update: useForm(actions.updateTodo, view),
    delete: useForm(actions.deleteTodo, view),
    restore: useForm(actions.restoreTodo, view),
    deleteDone: useForm(actions.deleteDone, view),
  }
  // To a form that was sent without JavaScript, before this page was loaded.
  const answer = Object.values(forms).find(({ answer }) => answer)?.answer
  const isOfTitleForm = answer?.ok === false && answer.sent && (forms.create.answer || view.edit)
  const [lastSave, setLastSave] = useState(answer && saveText(answer))
  const [isSaving, startSaving] = useTransition()
  const [failed, setFailed] = useState<FailedWrite[]>([])
  const [deleted, setDeleted] = useState(forms.delete.answer?.ok && forms.delete.answer.data)
  const rows = list.ok ? list.data.todos : []
  const [todos, change] = useOptimistic(rows, (all, change: (todos: Todo[]) => Todo[]) =>
    change(all).filter((todo) => isIn(view, todo)),
  )

  const dismiss = (id: string) => setFailed((all) => all.filter((one) => one.id !== id))

  /** Sends a form. For event handlers. */
  function send(action: TodoAction, form: FormData, write: Write, previous?: string) {
    const id = previous ?? crypto.randomUUID()
    dismiss(id)
    startSaving(async () => {
      if (write.change) change(write.change)
      const result = await attempt(() => action(null, form))
      startTransition(() => {
        setLastSave(saveText(result))
        setDeleted(result.ok && write.canUndo && result.data)
        if (result.ok) return
        // Another tab has signed another user in: this page is no longer theirs.
        if (result.code === 'user_changed') return location.assign('/todos?notice=user_changed')
        const retry = () => send(action, form, write, id)
        setFailed((all) => [...all, { ...write, id, failure: result, retry }])
      })
    })
  }

  return {
    ...{ userId, view, forms, todos, failed, deleted, send, dismiss },
    saveState: isSaving ? 'Saving…' : lastSave,
    count: list.ok ? list.data.count + todos.length - rows.length : 0,
    // A form for a title shows its failure itself.
    refused: answer?.ok === false && lastSave === 'Not saved' && !isOfTitleForm && answer,
  }
}

/** What `useTodos` returns. */
export type Todos = ReturnType<typeof useTodos>

/**
 * A form that works without JavaScript: its action, and the last answer to it. By the address, React
 * finds the answer again on the page that comes back, even if it is another user's.
 */
function useForm(action: TodoAction, view: View) {
  type Answer = Result<Todo | undefined> | null
  const [answer, formAction] = useActionState<Answer, FormData>(action, null, addressOf(view))
  return { action, formAction, answer }
}

const isIn = ({ filter, before }: View, { is_complete, created_at }: Todo) =>
  (filter === 'all' || is_complete === (filter === 'done')) &&
  (!before || created_at <= before.created_at)

/** The list with one todo changed. */
export function patch(id: string, change: Partial<Todo>) {
  return (all: Todo[]) => all.map((todo) => (todo.id === id ? { ...todo, ...change } : todo))
}

const saveText = ({ ok }: Result<unknown>) => (ok ? 'Saved' : 'Not saved')
