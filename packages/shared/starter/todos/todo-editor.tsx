'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { FailureHelp } from '@/components/notice'
import { failure } from '@/lib/result'
import { addressOf } from './address'
import { type Todo, titleSchema, type View } from './schema'
import type { Todos, Write } from './use-todos'
import { WriteForm } from './write-form'

/** Changes a title. It stays open with what was typed until the new title is saved. */
export function TodoEditor(props: { todo: Todo; todos: Todos; view: View; close: () => void }) {
  const { todo, todos, view, close } = props
  const { answer } = todos.forms.update
  const refused = answer?.ok === false && answer.sent?.id === todo.id ? answer : undefined
  const [problem, setProblem] = useState(refused)
  const [isSaving, setSaving] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const problemId = useId()
  useEffect(() => field.current?.focus(), [])

  function toWrite(form: FormData): Write<unknown> | undefined {
    if (isSaving) return
    const { data: title, error } = titleSchema.safeParse(form.get('title'))
    setProblem(error && failure('invalid', error.issues[0]?.message))
    if (title === undefined) return
    setSaving(true)
    return { change: { kind: 'update', todo: { id: todo.id, title } } }
  }

  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2">
      <WriteForm
        todos={todos}
        form={todos.forms.update}
        fields={{ id: todo.id }}
        toWrite={toWrite}
        onAnswer={(result) => {
          setSaving(false)
          if (result.ok) close()
          else setProblem(result)
        }}
        onKeyDown={(event) => event.key === 'Escape' && !isSaving && close()}
        noValidate
        className="flex min-w-48 flex-1 flex-wrap gap-2"
      >
        <input
          name="title"
          ref={field}
          className="field"
          defaultValue={refused?.sent?.title ?? todo.title}
          readOnly={isSaving}
          autoComplete="off"
          dir="auto"
          aria-label={`New title for “${todo.title}”`}
          aria-invalid={problem !== undefined}
          aria-describedby={problem && problemId}
        />
        <button type="submit" className="button button-primary" aria-disabled={isSaving}>
          <span>{isSaving ? 'Saving…' : 'Save'}</span>
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
      {problem && (
        <div role="alert" id={problemId} className="basis-full text-danger">
          <FailureHelp failure={problem} />
        </div>
      )}
    </li>
  )
}
