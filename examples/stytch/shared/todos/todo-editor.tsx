'use client'

import { type KeyboardEvent, useActionState, useEffect, useId, useRef } from 'react'
import type { UpdateResult } from './data'
import { type Todo, type TodoChange, titleSchema } from './schema'

/** What is being typed, and the title that it is to replace. */
interface Edit {
  title: string
  from: string
  problem?: string | undefined
}

/**
 * Renames a todo: Enter and leaving the field save, Escape cancels. It stays open with what was typed
 * until the new title is stored.
 */
export function TodoEditor(props: {
  todo: Todo
  rename: (change: TodoChange) => Promise<UpdateResult>
  close: () => void
}) {
  const { todo, rename, close } = props
  const [edit, save, pending] = useActionState(send, { title: todo.title, from: todo.title })
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const isClosed = useRef(false)
  const problemId = useId()
  useEffect(() => field.current?.focus(), [])

  function finish() {
    isClosed.current = true
    close()
  }

  async function send({ from }: Edit, data: FormData): Promise<Edit> {
    const title = String(data.get('title'))
    const parsed = titleSchema.safeParse(title)
    if (!parsed.success) return { title, from, problem: parsed.error.issues[0]?.message }
    const result =
      parsed.data === from ? null : await rename({ id: todo.id, title: parsed.data, from })
    if (result?.ok === false) {
      return { title, from: result.current?.title ?? from, problem: result.message }
    }
    finish()
    return { title, from }
  }

  function saveOnLeaving() {
    // Enter has sent it already, Escape has closed it, or a problem is being told.
    if (!pending && !isClosed.current && !edit.problem) form.current?.requestSubmit()
  }

  function cancelOnEscape(event: KeyboardEvent) {
    if (event.key === 'Escape' && !pending) finish()
  }

  return (
    <form
      className="todo-editor"
      ref={form}
      action={save}
      onSubmit={(event) => pending && event.preventDefault()}
      noValidate
    >
      <input
        name="title"
        ref={field}
        defaultValue={edit.title}
        readOnly={pending}
        dir="auto"
        autoComplete="off"
        aria-label={`New title for “${todo.title}”`}
        aria-invalid={edit.problem !== undefined}
        aria-describedby={edit.problem ? problemId : 'editor-hint'}
        onBlur={saveOnLeaving}
        onKeyDown={cancelOnEscape}
      />
      {edit.problem && (
        <p className="problem" role="alert" id={problemId}>
          {edit.problem}
        </p>
      )}
    </form>
  )
}
