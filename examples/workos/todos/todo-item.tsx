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
          className="grid size-11 shrink-0 cursor-pointer place-items-center before:grid before:size-6 before:place-items-center before:rounded-full before:border-2 before:border-muted before:text-sm before:content-[''] aria-checked:before:border-accent aria-checked:before:bg-accent aria-checked:before:text-on-accent aria-checked:before:content-['✓']"
          aria-checked={is_complete}
          aria-labelledby={titleId}
        />
      </WriteForm>
      <span
        id={titleId}
        dir="auto"
        data-done={is_complete || undefined}
        className="min-w-0 flex-1 py-2 wrap-anywhere data-done:text-muted data-done:line-through"
      >
        {title}
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
          className="icon-button"
          aria-label={`Edit “${title}”`}
        >
          ✎
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
        <button type="submit" className="icon-button" aria-label={`Delete “${title}”`}>
          ✕
        </button>
      </WriteForm>
    </li>
  )
}
