'use client'

import { type ComponentProps, useId } from 'react'
import type { Todos, Write } from './use-todos'

/**
 * A form that writes. Before React takes over, and without JavaScript, the browser sends it; after
 * that `onSubmit` does, which shows the change at once.
 */
export function WriteForm(
  props: Omit<ComponentProps<'form'>, 'form'> & {
    todos: Todos
    form: Todos['forms']['create']
    /** What is sent besides the user and what is typed. */
    fields: Record<string, string>
    /** The write, or undefined if the form can't be sent as it is. */
    toWrite: (form: FormData) => Write | undefined
  },
) {
  const { todos, form, fields, toWrite, children, ...rest } = props
  return (
    <form
      {...rest}
      action={form.formAction}
      onSubmit={(event) => {
        event.preventDefault()
        const data = new FormData(event.currentTarget, event.nativeEvent.submitter)
        const write = toWrite(data)
        if (write) todos.send(form.action, data, write)
      }}
    >
      {Object.entries({ expectedUserId: todos.userId, ...fields }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}

/** A field for a title, and why the title in it was refused. */
export function TitleField(props: ComponentProps<'input'> & { problem: string | undefined }) {
  const { problem, ...field } = props
  const problemId = useId()
  return (
    <>
      <input
        {...field}
        name="title"
        className="field"
        autoComplete="off"
        dir="auto"
        aria-invalid={problem !== undefined}
        aria-describedby={problem && problemId}
      />
      {problem && (
        <p role="alert" id={problemId} className="order-last basis-full text-danger">
          {problem}
        </p>
      )}
    </>
  )
}

/** A `ref` for what gets the focus when it appears. */
export const focus = (element: HTMLElement | null) => element?.focus()
