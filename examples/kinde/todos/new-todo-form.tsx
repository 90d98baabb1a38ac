import { useEffect, useRef, useState } from 'react'
import { TitleField, WriteForm } from './forms'
import type { Todo } from './schema'
import { titleProblem } from './title'
import type { Todos, Write } from './use-todos'

/**
 * The form that adds a todo. However often one form is sent, it is one row: its id comes from the
 * server for the first, and is made here for each next one.
 */
export function NewTodoForm({ todos, draftId }: { todos: Todos; draftId: string }) {
  const { answer } = todos.forms.create
  const refused = answer?.ok === false && answer.sent ? answer : undefined
  const [id, setId] = useState(refused?.sent?.id ?? draftId)
  const [problem, setProblem] = useState(refused?.message)
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    // What was typed before this page was reloaded.
    const draft = /^#draft=(.*)/.exec(location.hash)?.[1]
    if (draft === undefined || !field.current) return
    field.current.value = decodeURIComponent(draft)
    history.replaceState(history.state, '', location.pathname + location.search)
  }, [])

  function toWrite(form: FormData): Write | undefined {
    // Also the second click of a double click, or Enter held down.
    if (form.get('title') === '') return void field.current?.focus()
    const title = String(form.get('title')).trim()
    const refusal = titleProblem(title)
    setProblem(refusal)
    if (refusal || !field.current) return
    field.current.value = ''
    setId(crypto.randomUUID())
    const todo = { id, title, is_complete: false, created_at: new Date().toISOString() }
    // The table may have it already, if an answer was lost.
    const change = (all: Todo[]) => [todo, ...all.filter((one) => one.id !== id)]
    return { change, what: `“${title}” isn’t saved yet.`, title }
  }

  return (
    <WriteForm
      todos={todos}
      form={todos.forms.create}
      fields={{ id }}
      toWrite={toWrite}
      noValidate
      className="mt-4 flex flex-wrap gap-2"
    >
      <TitleField
        ref={field}
        problem={problem}
        defaultValue={refused?.sent?.title}
        placeholder="What is there to do?"
        aria-label="New todo"
      />
      <button type="submit" className="button button-primary">
        Add
      </button>
    </WriteForm>
  )
}
