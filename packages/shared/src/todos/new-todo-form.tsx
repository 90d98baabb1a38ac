'use client'

import { useActionState, useId } from 'react'
import type { Failure } from '../result'
import { type NewTodo, titleSchema } from './schema'

/** What is being written. It keeps its id until it is stored, so that a retry cannot store it twice. */
interface Draft {
  id: string
  title: string
  problem?: string | undefined
}

/** The form that adds a todo. What was typed stays until the todo is stored. */
export function NewTodoForm(props: {
  create: (todo: NewTodo) => Promise<Failure | undefined>
  draftId: string
}) {
  const [draft, submit, pending] = useActionState(send, { id: props.draftId, title: '' })
  const problemId = useId()

  async function send({ id }: Draft, form: FormData): Promise<Draft> {
    const title = String(form.get('title') ?? '')
    const parsed = titleSchema.safeParse(title)
    if (!parsed.success) return { id, title, problem: parsed.error.issues[0]?.message }
    // The id of the form that was sent: one that was sent twice is still one todo.
    const failed = await props.create({ id: String(form.get('id')), title: parsed.data })
    if (failed) return { id, title, problem: failed.message }
    return { id: crypto.randomUUID(), title: '' }
  }

  return (
    <form
      className="new-todo"
      action={submit}
      onSubmit={(event) => pending && event.preventDefault()}
      noValidate
    >
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
        readOnly={pending}
        aria-invalid={draft.problem !== undefined}
        aria-describedby={draft.problem ? problemId : undefined}
      />
      <button type="submit" className="button primary" aria-disabled={pending}>
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
