'use client'

import { useEffect, useRef } from 'react'
import type { Filter, View } from './schema'
import { TodoItem } from './todo-item'
import type { Todos } from './use-todos'
import { WriteForm } from './write-form'

const emptyText: Record<Filter, string> = {
  all: 'Nothing to do yet. Add your first todo above.',
  active: 'Nothing left to do.',
  done: 'Nothing done yet.',
}

/** The rows, how many there are, whether the last change is saved, and the way to delete what is done. */
export function TodoRows({ todos, view }: { todos: Todos; view: View }) {
  const rows = useRef<HTMLUListElement>(null)
  const { length } = todos.todos
  const before = useRef(length)
  useEffect(() => {
    // The todo that had the focus is gone: the keyboard goes on from the list.
    if (length < before.current && document.activeElement === document.body) rows.current?.focus()
    before.current = length
  }, [length])
  return (
    <>
      <ul ref={rows} tabIndex={-1} aria-label="Todos" className="border-t border-line">
        {todos.todos.map((todo) => (
          <TodoItem key={todo.id} todo={todo} todos={todos} view={view} />
        ))}
      </ul>
      {length === 0 && <p className="py-8 text-center text-muted">{emptyText[view.filter]}</p>}
      <footer className="my-2 flex flex-wrap items-start gap-4 text-muted">
        <p className="py-2">{`${todos.count} ${todos.count === 1 ? 'todo' : 'todos'}`}</p>
        <p role="status" className="flex-1 py-2">
          <span key={todos.saveState}>{todos.saveState}</span>
        </p>
        {todos.todos.some(({ is_complete }) => is_complete) && <DeleteDone todos={todos} />}
      </footer>
    </>
  )
}

/** Asks first, without JavaScript too. */
function DeleteDone({ todos }: { todos: Todos }) {
  return (
    <details>
      <summary className="button">Delete done</summary>
      <WriteForm
        todos={todos}
        form={todos.forms.deleteDone}
        fields={{}}
        toWrite={() => ({
          change: { kind: 'deleteDone' },
          what: 'Couldn’t delete the todos that are done.',
        })}
        className="mt-2 grid gap-2 rounded-lg border border-line p-4"
      >
        <p>Delete every todo that is done? You can’t undo this.</p>
        <button type="submit" className="button button-primary justify-self-start">
          Delete
        </button>
      </WriteForm>
    </details>
  )
}
