'use client'

import { useId, useState } from 'react'
import { paramsOf } from './address'
import { focus, WriteForm } from './forms'
import type { Todo, View } from './schema'
import { TodoEditor } from './todo-editor'
import { patch, type Todos } from './use-todos'

/**
 * One todo. The check is a form's button and not an <input>: ticking an <input> before the page's
 * scripts run would show a tick that is never saved.
 */
export function TodoItem({ todo, todos, view }: { todo: Todo; todos: Todos; view: View }) {
  const { id, title, is_complete } = todo
  const isAsked = view.edit === id && !todos.forms.update.answer?.ok
  const [state, setState] = useState<'shown' | 'editing' | 'edited'>(isAsked ? 'editing' : 'shown')
  const titleId = useId()
  const isDone = is_complete ? 'text-muted line-through' : ''

  if (state === 'editing') {
    return <TodoEditor todo={todo} todos={todos} view={view} close={() => setState('edited')} />
  }
  return (
    <li className="flex items-center border-b border-line">
      <WriteForm
        todos={todos}
        form={todos.forms.update}
        fields={{ id, is_complete: String(!is_complete) }}
        toWrite={() => ({
          change: patch(id, { is_complete: !is_complete }),
          what: `“${title}” wasn’t changed.`,
        })}
      >
        <button
          type="submit"
          role="checkbox"
          className="relative grid size-11 shrink-0 cursor-pointer place-items-center before:size-6 before:rounded-full before:border-2 before:border-muted after:absolute after:mb-1 after:h-3 after:w-1.5 after:rotate-45 after:border-on-accent aria-checked:before:border-accent aria-checked:before:bg-accent aria-checked:after:border-r-2 aria-checked:after:border-b-2"
          aria-checked={is_complete}
          aria-labelledby={titleId}
        />
      </WriteForm>
      <span className={`min-w-0 flex-1 py-2 wrap-anywhere ${isDone}`}>
        <bdi id={titleId}>{title}</bdi>
      </span>
      <form
        action="/todos"
        onSubmit={(event) => {
          event.preventDefault()
          setState('editing')
        }}
      >
        {/* Without JavaScript the editor has an address of its own. */}
        {[...paramsOf({ ...view, edit: id })].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button
          type="submit"
          // The field that had the focus is gone.
          ref={state === 'edited' ? focus : undefined}
          className="quiet-button"
          aria-label={`Edit “${title}”`}
        >
          Edit
        </button>
      </form>
      <WriteForm
        todos={todos}
        form={todos.forms.delete}
        fields={{ id }}
        toWrite={() => ({
          change: (all) => all.filter((one) => one.id !== id),
          what: `“${title}” wasn’t deleted.`,
          canUndo: true,
        })}
      >
        <button type="submit" className="quiet-button" aria-label={`Delete “${title}”`}>
          Delete
        </button>
      </WriteForm>
    </li>
  )
}
