'use client'

import { useRef } from 'react'
import { SubmitButton } from '../ui/submit-button'
import { ListFooter } from './list-footer'
import type { Filter } from './schema'
import { TodoItem } from './todo-item'
import { useKeptFocus } from './use-kept-focus'
import type { Todos } from './use-todos'

const emptyText: Record<Filter, string> = {
  all: 'Nothing to do yet. Write the first todo above.',
  active: 'Nothing is left to do.',
  done: 'Nothing is done yet.',
}

/** The rows, the way to more of them, and what is to be said about all of them. */
export function TodoListView({ todos }: { todos: Todos }) {
  const { list } = todos
  const listRef = useRef<HTMLUListElement>(null)
  useKeptFocus(listRef, list.todos.length)
  return (
    <>
      <ul className="todos" aria-label="Todos" ref={listRef} tabIndex={-1}>
        {list.todos.map((todo) => (
          <TodoItem key={todo.id} todo={todo} todos={todos} />
        ))}
      </ul>
      {list.todos.length === 0 && <p className="empty">{emptyText[list.filter]}</p>}
      {list.next && (
        <form className="load-more" action={todos.loadMore}>
          <SubmitButton pendingText="Loading…">Load more</SubmitButton>
        </form>
      )}
      <ListFooter counts={list.counts} saveState={todos.saveState} clearDone={todos.clearDone} />
      <p className="visually-hidden" id="rename-hint">
        Press e to rename.
      </p>
      <p className="visually-hidden" id="editor-hint">
        Enter saves, Escape cancels.
      </p>
    </>
  )
}
