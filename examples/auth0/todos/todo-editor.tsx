'use client'

import { useState } from 'react'
import { addressOf } from './address'
import { focus, TitleField, WriteForm } from './forms'
import type { Todo, View } from './schema'
import { titleProblem } from './title'
import { patch, type Todos, type Write } from './use-todos'

/** Changes a title: Enter or Save saves it, Escape or Cancel doesn't. */
export function TodoEditor(props: { todo: Todo; todos: Todos; view: View; close: () => void }) {
  const { todo, todos, view, close } = props
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
        href={addressOf({ ...view, edit: undefined })}
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
