import { type ComponentProps, useId } from 'react'
import { paramsOf } from './address'
import type { Todo } from './schema'
import { patch, type Todos, type Write } from './use-todos'

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

/** The forms that the buttons of all todos send: a form of its own in each would be most of the page. */
export function TodoForms({ todos }: { todos: Todos }) {
  const sent = (form: FormData) => todos.todos.find(({ id }) => id === form.get('id'))

  function toChange(form: FormData, is_complete: boolean) {
    const todo = sent(form)
    if (!todo) return
    return { change: patch(todo.id, { is_complete }), what: `“${todo.title}” wasn’t changed.` }
  }

  function toDelete(form: FormData) {
    const todo = sent(form)
    if (!todo) return
    const change = (all: Todo[]) => all.filter(({ id }) => id !== todo.id)
    return { change, what: `“${todo.title}” wasn’t deleted.`, canUndo: true }
  }

  return (
    <>
      {[true, false].map((is_complete) => (
        <WriteForm
          key={String(is_complete)}
          id={is_complete ? 'complete-todo' : 'reopen-todo'}
          todos={todos}
          form={todos.forms.update}
          fields={{ is_complete: String(is_complete) }}
          toWrite={(form) => toChange(form, is_complete)}
        />
      ))}
      <WriteForm
        id="delete-todo"
        todos={todos}
        form={todos.forms.delete}
        fields={{}}
        toWrite={toDelete}
      />
      {/* Without JavaScript the editor has an address of its own. */}
      <form id="edit-todo" action="/todos">
        {[...paramsOf({ ...todos.view, edit: undefined })].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </>
  )
}
