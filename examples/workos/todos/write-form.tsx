'use client'

import type { ComponentProps } from 'react'
import type { Result } from '@/lib/result'
import type { FormAction } from '@/lib/validation'
import type { Todos, Write } from './use-todos'

/**
 * A form that writes. Before React takes over, and without JavaScript, the browser sends it; after
 * that `onSubmit` does, which shows the change at once.
 */
export function WriteForm<T>(
  props: Omit<ComponentProps<'form'>, 'form'> & {
    todos: Todos
    form: { action: FormAction<T>; formAction: (form: FormData) => void }
    /** What is sent besides the user and what is typed. */
    fields: Record<string, string>
    /** The write of this form, or undefined if it can't be sent as it is. */
    toWrite: (form: FormData) => Write<T> | undefined
    onAnswer?: (result: Result<T>) => void
  },
) {
  const { todos, form, fields, toWrite, onAnswer, children, ...rest } = props
  return (
    <form
      {...rest}
      action={form.formAction}
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget)
        const write = toWrite(data)
        if (write) todos.send(form.action, data, write).then(onAnswer)
      }}
    >
      {Object.entries({ expectedUserId: todos.userId, ...fields }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}
