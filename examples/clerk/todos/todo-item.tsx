'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { paramsOf } from './address'
import type { Todo, View } from './schema'
import { TodoEditor } from './todo-editor'
import type { Todos } from './use-todos'
import { WriteForm } from './write-form'

/**
 * One todo. The check is a form's button and not an <input>: ticking an <input> before the page's
 * scripts run would show a tick that is never saved.
 */
export function TodoItem({ todo, todos, view }: { todo: Todo; todos: Todos; view: View }) {
  const { id, title, is_complete } = todo
  const { update, delete: remove } = todos.forms
  const [isEditing, setEditing] = useState(view.edit === id && !update.answer?.ok)
  const titleId = useId()
  const editButton = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)

  useEffect(() => {
    // The field that had the focus is gone.
    if (wasEditing.current && document.activeElement === document.body) editButton.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])

  if (isEditing) {
    return <TodoEditor todo={todo} todos={todos} view={view} close={() => setEditing(false)} />
  }
  return (
    <li className="flex items-center border-b border-line">
      <WriteForm
        todos={todos}
        form={update}
        fields={{ id, is_complete: String(!is_complete) }}
        change={{ kind: 'update', todo: { id, is_complete: !is_complete } }}
        what={`“${title}” wasn’t changed.`}
      >
        <button
          type="submit"
          role="checkbox"
          className="check"
          aria-checked={is_complete}
          aria-labelledby={titleId}
        />
      </WriteForm>
      <span id={titleId} dir="auto" className="title" data-done={is_complete || undefined}>
        {title}
      </span>
      <form
        action="/todos"
        onSubmit={(event) => {
          event.preventDefault()
          setEditing(true)
        }}
      >
        {/* Without JavaScript the editor is a page of its own. */}
        {[...paramsOf({ ...view, edit: id })].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" ref={editButton} className="icon-button">
          <span aria-hidden="true">✎</span>
          <span className="sr-only">Edit “{title}”</span>
        </button>
      </form>
      <WriteForm
        todos={todos}
        form={remove}
        fields={{ id }}
        change={{ kind: 'delete', id }}
        what={`“${title}” wasn’t deleted.`}
        onSaved={todos.setDeleted}
      >
        <button type="submit" className="icon-button">
          <span aria-hidden="true">✕</span>
          <span className="sr-only">Delete “{title}”</span>
        </button>
      </WriteForm>
    </li>
  )
}
