'use client'

import { type FormEvent, useId, useRef, useState } from 'react'
import type { Failure } from '../result'
import { type NewTodo, titleSchema } from './schema'

/** The form that adds a todo. What was typed stays until the todo is stored. */
export function NewTodoForm(props: { create: (todo: NewTodo) => Promise<Failure | undefined> }) {
  const [title, setTitle] = useState('')
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  // Made once per draft: a retry sends the same id, so that it cannot store the todo twice.
  const draftId = useRef<string>(null)
  const problemId = useId()

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (pending) return
    const parsed = titleSchema.safeParse(title)
    if (!parsed.success) return setProblem(parsed.error.issues[0]?.message)

    draftId.current ??= crypto.randomUUID()
    setPending(true)
    const failed = await props.create({ id: draftId.current, title: parsed.data })
    setPending(false)
    setProblem(failed?.message)
    if (failed) return
    draftId.current = null
    setTitle('')
  }

  return (
    <form className="new-todo" onSubmit={submit} noValidate>
      <label className="visually-hidden" htmlFor="new-todo">
        New todo
      </label>
      <input
        id="new-todo"
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        placeholder="What is there to do?"
        autoComplete="off"
        readOnly={pending}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? problemId : undefined}
      />
      <button type="submit" className="button primary" aria-disabled={pending}>
        Add
      </button>
      {problem && (
        <p className="problem" role="alert" id={problemId}>
          {problem}
        </p>
      )}
    </form>
  )
}
