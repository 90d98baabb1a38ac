import { useId, useState } from 'react'
import { addressOf } from './address'
import { TitleField, WriteForm } from './forms'
import type { Todo } from './schema'
import { titleProblem } from './title'
import { patch, type Todos, type Write } from './use-todos'

/**
 * One todo. Its buttons send the forms of `TodoForms`. The check is a button and not an <input>: ticking
 * an <input> before the page's scripts run would show a tick that is never saved.
 */
export function TodoItem({ todo, todos }: { todo: Todo; todos: Todos }) {
  const { id, title, is_complete } = todo
  const isAsked = todos.view.edit === id && !todos.forms.update.answer?.ok
  const [state, setState] = useState<'shown' | 'editing' | 'edited'>(isAsked ? 'editing' : 'shown')
  const titleId = useId()

  if (state === 'editing') {
    return <TodoEditor todo={todo} todos={todos} close={() => setState('edited')} />
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

/** Changes a title: Enter or Save saves it, Escape or Cancel doesn't. */
function TodoEditor(props: { todo: Todo; todos: Todos; close: () => void }) {
  const { todo, todos, close } = props
  const { answer } = todos.forms.update
  const refused = answer?.ok === false && answer.sent?.id === todo.id ? answer : undefined
  const [problem, setProblem] = useState(refused?.message)

  function toWrite(form: FormData): Write | undefined {
    const title = String(form.get('title')).trim()
    const refusal = titleProblem(title)
    setProblem(refusal)
    if (refusal) return
    close()
    return { change: patch(todo.id, { title }), what: `“${title}” isn’t saved yet.`, title }
  }

  return (
    <li className="flex flex-wrap gap-2 border-b border-line py-2">
      <WriteForm
        todos={todos}
        form={todos.forms.update}
        fields={{ id: todo.id }}
        toWrite={toWrite}
        onKeyDown={(event) => event.key === 'Escape' && close()}
        noValidate
        className="flex min-w-48 flex-1 flex-wrap gap-2"
      >
        <TitleField
          ref={focus}
          problem={problem}
          defaultValue={refused?.sent?.title ?? todo.title}
          aria-label={`New title for “${todo.title}”`}
        />
        <button type="submit" className="button button-primary">
          Save
        </button>
      </WriteForm>
      <a
        href={addressOf({ ...todos.view, edit: undefined })}
        className="button"
        onClick={(event) => {
          event.preventDefault()
          close()
        }}
      >
        Cancel
      </a>
    </li>
  )
}

/** A `ref` for what gets the focus when it appears. */
const focus = (element: HTMLElement | null) => element?.focus()
