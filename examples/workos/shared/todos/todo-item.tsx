'use client'

import { useId } from 'react'
import type { Todo } from './schema'

/**
 * One todo: a check to complete it, its title, a button to delete it. The check is a form's button and
 * no <input>: whoever ticks an <input> before the page's scripts are there sees a tick nobody stores.
 */
export function TodoItem(props: {
  todo: Todo
  toggle: (todo: Todo) => void
  remove: (todo: Todo) => void
}) {
  const { todo, toggle, remove } = props
  const titleId = useId()
  return (
    <li className="todo">
      <form action={() => toggle(todo)}>
        <button
          type="submit"
          role="checkbox"
          className="todo-check"
          aria-checked={todo.is_complete}
          aria-labelledby={titleId}
        />
      </form>
      <span className="todo-title" id={titleId} dir="auto">
        {todo.title}
      </span>
      <form action={() => remove(todo)}>
        <button type="submit" className="icon-button">
          <span aria-hidden="true">×</span>
          <span className="visually-hidden">Delete “{todo.title}”</span>
        </button>
      </form>
    </li>
  )
}
