'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Todo } from './schema'
import { TodoEditor } from './todo-editor'
import type { Todos } from './use-todos'

/**
 * One todo: a check to complete it, its title (a click or `e` renames it), a button to delete it. The
 * check is a form's button and no <input>: whoever ticks an <input> before the page's scripts are
 * there sees a tick that nobody stores.
 */
export function TodoItem({ todo, todos }: { todo: Todo; todos: Todos }) {
  const [isEditing, setEditing] = useState(false)
  const titleId = useId()
  const titleRef = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)

  useEffect(() => {
    // The field that had the focus has given way to the title; unless the focus is elsewhere by now.
    if (wasEditing.current && !isEditing && document.activeElement === document.body) {
      titleRef.current?.focus()
    }
    wasEditing.current = isEditing
  }, [isEditing])

  function editOnKey(event: KeyboardEvent) {
    if (event.key !== 'e' || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    setEditing(true)
  }

  if (isEditing) {
    return (
      <li className="todo">
        <TodoEditor todo={todo} rename={todos.rename} close={() => setEditing(false)} />
      </li>
    )
  }
  return (
    <li className="todo" onKeyDown={editOnKey}>
      <form action={() => todos.toggle(todo)}>
        <button
          type="submit"
          role="checkbox"
          className="todo-check"
          aria-checked={todo.is_complete}
          aria-labelledby={titleId}
        />
      </form>
      <button
        type="button"
        className="todo-title"
        ref={titleRef}
        onClick={() => setEditing(true)}
        dir="auto"
        aria-describedby="rename-hint"
      >
        <span id={titleId}>{todo.title}</span>
      </button>
      <form action={() => todos.remove(todo)}>
        <button type="submit" className="icon-button">
          <span aria-hidden="true">×</span>
          <span className="visually-hidden">Delete “{todo.title}”</span>
        </button>
      </form>
    </li>
  )
}
