'use client'

import { Notice } from '../ui/notice'
import type { TodoActions } from './actions'
import { NewTodoForm } from './new-todo-form'
import { SaveStatus } from './save-status'
import type { Filter, TodoPage } from './schema'
import { TodoItem } from './todo-item'
import { useTodos } from './use-todos'

const emptyText: Record<Filter, string> = {
  all: 'Nothing to do yet. Write the first todo above.',
  active: 'Everything is done.',
  done: 'Nothing is done yet.',
}

/** The list with everything that can be done to it. */
export function TodoApp(props: {
  initial: TodoPage
  filter: Filter
  actions: TodoActions
  /** A fresh uuid for the first draft. */
  draftId: string
}) {
  const { initial, filter, actions, draftId } = props
  const { todos, failed, saveState, ...can } = useTodos(initial, filter, actions)
  return (
    <>
      <NewTodoForm create={can.create} draftId={draftId} />
      {failed && <Notice>{failed.message}</Notice>}
      {todos.length === 0 && <p className="empty">{emptyText[filter]}</p>}
      <ul className="todos" aria-label="Todos">
        {todos.map((todo) => (
          <TodoItem key={todo.id} todo={todo} toggle={can.toggle} remove={can.remove} />
        ))}
      </ul>
      <SaveStatus state={saveState} />
      {can.hasMore && (
        <form action={can.loadMore}>
          <button type="submit" className="button">
            Load more
          </button>
        </form>
      )}
    </>
  )
}
