'use client'

import type { Todo } from './schema'

/** One todo: a check to complete it, its title, a button to delete it. */
export function TodoItem(props: {
  todo: Todo
  toggle: (todo: Todo) => void
  remove: (todo: Todo) => void
}) {
  const { todo, toggle, remove } = props
  return (
    <li className="todo">
      <label className="todo-check">
        <input type="checkbox" checked={todo.is_complete} onChange={() => toggle(todo)} />
        <span className="todo-title" dir="auto">
          {todo.title}
        </span>
      </label>
      <button type="button" className="icon-button" onClick={() => remove(todo)}>
        <span aria-hidden="true">×</span>
        <span className="visually-hidden">Delete “{todo.title}”</span>
      </button>
    </li>
  )
}
