'use client'

import { useId, useState } from 'react'
import { paramsOf } from './address'
import { focus, WriteForm } from './forms'
import type { Todo, View } from './schema'
import { TodoEditor } from './todo-editor'
import { patch, type Todos } from './use-todos'

/**
 * One todo. Its buttons send the forms of `TodoForms`. The check is a button and not an <input>: ticking
 * an <input> before the page's scripts run would show a tick that is never saved.
 */
export function TodoItem({ todo, todos, view }: { todo: Todo; todos: Todos; view: View }) {
  const { id, title, is_complete } = todo
  const isAsked = view.edit === id && !todos.forms.update.answer?.ok
  const [state, setState] = useState<'shown' | 'editing' | 'edited'>(isAsked ? 'editing' : 'shown')
  const titleId = useId()

  if (state === 'editing') {
    return <TodoEditor todo={todo} todos={todos} view={view} close={() => setState('edited')} />
  }
  return (
    <li className="flex items-center border-b border-line">
      <button
        type="submit"
        form={is_complete ? 'reopen-todo' : 'complete-todo'}
        name="id"
        value={id}
        role="checkbox"
        className="check-button"
        aria-checked={is_complete}
        aria-labelledby={titleId}
      />
      <span
        className={`min-w-0 flex-1 py-2 wrap-anywhere ${is_complete ? 'text-muted line-through' : ''}`}
      >
        <bdi id={titleId}>{title}</bdi>
      </span>
      <button
        type="submit"
        form="edit-todo"
        name="edit"
        value={id}
        // The field that had the focus is gone.
        ref={state === 'edited' ? focus : undefined}
        onClick={(event) => {
          event.preventDefault()
          setState('editing')
        }}
        className="quiet-button"
        aria-label={`Edit “${title}”`}
      >
        Edit
      </button>
      <button
        type="submit"
        form="delete-todo"
        name="id"
        value={id}
        className="quiet-button"
        aria-label={`Delete “${title}”`}
      >
        Delete
      </button>
    </li>
  )
}

/** The forms that the buttons of all todos send: a form of its own in each would be most of the page. */
export function TodoForms({ todos, view }: { todos: Todos; view: View }) {
  const sent = (form: FormData) => todos.todos.find(({ id }) => id === form.get('id'))

  function toChange(form: FormData, is_complete: boolean) {
    const todo = sent(form)
    if (!todo) return
    return { change: patch(todo.id, { is_complete }), what: `“${todo.title}” wasn’t changed.` }
  }

  function toDelete(form: FormData) {
    const todo = sent(form)
    if (!todo) return
    const change = (all: Todo[]) => all.filter(({ id }) => id !== todo.id)
    return { change, what: `“${todo.title}” wasn’t deleted.`, canUndo: true }
  }

  return (
    <>
      {[true, false].map((is_complete) => (
        <WriteForm
          key={String(is_complete)}
          id={is_complete ? 'complete-todo' : 'reopen-todo'}
          todos={todos}
          form={todos.forms.update}
          fields={{ is_complete: String(is_complete) }}
          toWrite={(form) => toChange(form, is_complete)}
        />
      ))}
      <WriteForm
        id="delete-todo"
        todos={todos}
        form={todos.forms.delete}
        fields={{}}
        toWrite={toDelete}
      />
      {/* Without JavaScript the editor has an address of its own. */}
      <form id="edit-todo" action="/todos">
        {[...paramsOf({ ...view, edit: undefined })].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </>
  )
}
