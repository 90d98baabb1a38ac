'use client'

import { useActionState, useId } from 'react'
import { type NewTodo, titleSchema } from './schema'

/** What is being written. Its id is the todo's: however often a draft is sent, it is one todo. */
interface Draft {
  id: string
  title: string
  problem?: string | undefined
}

/** The form that adds a todo. A refused title stays in it, with a sentence why. */
export function NewTodoForm(props: { add: (todo: NewTodo) => void; draftId: string }) {
  const [draft, submit] = useActionState(send, { id: props.draftId, title: '' })
  const problemId = useId()

  function send(_: Draft, form: FormData): Draft {
    // The id of the form that was sent: one that was sent twice is still one todo.
    const id = String(form.get('id'))
    const title = String(form.get('title'))
    const parsed = titleSchema.safeParse(title)
    if (!parsed.success) return { id, title, problem: parsed.error.issues[0]?.message }
    props.add({ id, title: parsed.data })
    return { id: crypto.randomUUID(), title: '' }
  }

  return (
    <form className="new-todo" action={submit} noValidate>
      <input type="hidden" name="id" value={draft.id} />
      <label className="visually-hidden" htmlFor="new-todo">
        New todo
      </label>
      <input
        id="new-todo"
        name="title"
        defaultValue={draft.title}
        placeholder="What is there to do?"
        autoComplete="off"
        dir="auto"
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
