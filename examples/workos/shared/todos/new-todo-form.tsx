'use client'

import { type FormEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type NewTodo, titleSchema } from './schema'

/** What is being written. Its id is the todo's: however often a draft is sent, it is one todo. */
interface Draft {
  id: string
  problem?: string | undefined
}

/**
 * The form that adds a todo. A refused title stays in it, with a sentence why.
 *
 * React holds what an action changes back for as long as another todo is being stored, and empties
 * the form only then: of whatever has been typed by that time. So neither is left to it.
 */
export function NewTodoForm(props: { add: (todo: NewTodo) => void; draftId: string }) {
  const [draft, setDraft] = useState<Draft>({ id: props.draftId })
  const field = useRef<HTMLInputElement>(null)
  const isUntouched = useRef(false)
  const problemId = useId()

  function send(form: FormData) {
    // The id of the form that was sent: one that was sent twice is still one todo.
    const id = String(form.get('id'))
    const title = String(form.get('title'))
    // The second click of a double one, or Enter held down.
    if (title === '' && isUntouched.current) return
    const { data, error } = titleSchema.safeParse(title)
    if (data === undefined) return show({ id, problem: error?.issues[0]?.message })
    props.add({ id, title: data })
    show({ id: crypto.randomUUID() })
    if (field.current?.value === title) field.current.value = ''
    isUntouched.current = true
  }

  function show(next: Draft) {
    flushSync(() => setDraft(next))
  }

  return (
    <form className="new-todo" action={send} onReset={keep} noValidate>
      <input type="hidden" name="id" value={draft.id} />
      <label className="visually-hidden" htmlFor="new-todo">
        New todo
      </label>
      <input
        id="new-todo"
        name="title"
        ref={field}
        placeholder="What is there to do?"
        autoComplete="off"
        dir="auto"
        onInput={() => {
          isUntouched.current = false
        }}
        aria-invalid={draft.problem !== undefined}
        aria-describedby={draft.problem ? problemId : undefined}
      />
      <button type="submit" className="button primary">
        Add
      </button>
      {draft.problem && (
        <p className="problem" role="alert" id={problemId}>
          {draft.problem}
        </p>
      )}
    </form>
  )
}

function keep(event: FormEvent) {
  event.preventDefault()
}
