'use client'

import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { titleSchema } from './schema'
import type { Todos } from './use-todos'

const DRAFT = 'new-todo'

/** Keeps a title over a reload of this tab. */
export function keepDraft(title: string) {
  try {
    sessionStorage.setItem(DRAFT, title)
  } catch (error) {
    console.warn('This browser keeps nothing for this page:', error)
  }
}

/** Returns the title that was kept, once. */
function takeDraft(): string | null {
  try {
    const title = sessionStorage.getItem(DRAFT)
    sessionStorage.removeItem(DRAFT)
    return title
  } catch {
    return null // As above: then nothing was kept.
  }
}

/**
 * The form that adds a todo. However often one form is sent, it is one row: its id comes from the
 * server for the first, and is made here for each next one.
 */
export function NewTodoForm({ todos, draftId }: { todos: Todos; draftId: string }) {
  const { action, formAction, answer } = todos.forms.create
  const refused = answer?.ok === false ? answer : undefined
  const [id, setId] = useState(refused?.sent?.id ?? draftId)
  const [problem, setProblem] = useState(refused?.message)
  const field = useRef<HTMLInputElement>(null)
  const isUntouched = useRef(false)
  const problemId = useId()

  useEffect(() => {
    const draft = takeDraft()
    if (field.current && draft) field.current.value = draft
  }, [])

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    // The second click of a double click, or Enter held down.
    if (form.get('title') === '' && isUntouched.current) return
    const title = titleSchema.safeParse(form.get('title'))
    setProblem(title.error?.issues[0]?.message)
    if (!title.success) return
    const todo = { id, title: title.data, is_complete: false, created_at: new Date().toISOString() }
    todos.send({
      action,
      form,
      change: { kind: 'create', todo },
      what: `“${title.data}” isn’t saved yet.`,
    })
    setId(crypto.randomUUID())
    event.currentTarget.reset()
    isUntouched.current = true
  }

  return (
    <form action={formAction} onSubmit={submit} noValidate className="mt-4 flex flex-wrap gap-2">
      <input type="hidden" name="expectedUserId" value={todos.userId} />
      <input type="hidden" name="id" value={id} />
      <label className="sr-only" htmlFor="new-todo">
        New todo
      </label>
      <input
        id="new-todo"
        name="title"
        ref={field}
        className="field"
        defaultValue={refused?.sent?.title}
        placeholder="What is there to do?"
        autoComplete="off"
        dir="auto"
        onInput={() => {
          isUntouched.current = false
        }}
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? problemId : undefined}
      />
      <button type="submit" className="button button-primary">
        Add
      </button>
      {problem && (
        <p role="alert" id={problemId} className="basis-full text-danger">
          {problem}
        </p>
      )}
    </form>
  )
}
