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
  const [isEditing, setEditing] = useState(view.edit === id && !todos.forms.update.answer?.ok)
  const titleId = useId()
  const edit = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)

  useEffect(() => {
    // The field that had the focus is gone.
    if (wasEditing.current && document.activeElement === document.body) edit.current?.focus()
    wasEditing.current = isEditing
  }, [isEditing])

  if (isEditing) {
    return <TodoEditor todo={todo} todos={todos} view={view} close={() => setEditing(false)} />
  }
  return (
    <li className="flex items-center border-b border-line">
      <WriteForm
        todos={todos}
        form={todos.forms.update}
        fields={{ id, is_complete: String(!is_complete) }}
        toWrite={() => ({
          change: { kind: 'update', todo: { id, is_complete: !is_complete } },
          what: `“${title}” wasn’t changed.`,
        })}
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
        {/* Without JavaScript the editor has an address of its own. */}
        {[...paramsOf({ ...view, edit: id })].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" ref={edit} className="icon-button" aria-label={`Edit “${title}”`}>
          ✎
        </button>
      </form>
      <WriteForm
        todos={todos}
        form={todos.forms.delete}
        fields={{ id }}
        toWrite={() => ({
          change: { kind: 'delete', id },
          what: `“${title}” wasn’t deleted.`,
          onSaved: todos.setDeleted,
        })}
      >
        <button type="submit" className="icon-button" aria-label={`Delete “${title}”`}>
          ✕
        </button>
      </WriteForm>
    </li>
  )
}
