'use client'

import type { ReactNode } from 'react'
import type { Result } from '@/lib/result'
import type { FormAction } from '@/lib/validation'
import type { Todos, Write } from './use-todos'

/**
 * A form that writes. Before React takes over, and without JavaScript, the browser sends it; after
 * that `onSubmit` does, which shows the change at once.
 */
export function WriteForm<T>(
  props: Omit<Write<T>, 'action' | 'form'> & {
    todos: Todos
    form: { action: FormAction<T>; formAction: (form: FormData) => void; answer: Result<T> | null }
    /** What is sent besides the user. */
    fields: Record<string, string>
    children: ReactNode
  },
) {
  const { todos, form, fields, children, ...write } = props
  return (
    <form
      action={form.formAction}
      onSubmit={(event) => {
        event.preventDefault()
        todos.send({ ...write, action: form.action, form: new FormData(event.currentTarget) })
      }}
    >
      <input type="hidden" name="expectedUserId" value={todos.userId} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}
