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
export function TodoApp(props: { initial: TodoPage; filter: Filter; actions: TodoActions }) {
  const { todos, failed, saveState, create, toggle, remove, loadMore } = useTodos(
    props.initial,
    props.filter,
    props.actions,
  )
  return (
    <>
      <NewTodoForm create={create} />
      {failed && <Notice>{failed.message}</Notice>}
      {todos.length === 0 && <p className="empty">{emptyText[props.filter]}</p>}
      <ul className="todos" aria-label="Todos">
        {todos.map((todo) => (
          <TodoItem key={todo.id} todo={todo} toggle={toggle} remove={remove} />
        ))}
      </ul>
      <SaveStatus state={saveState} />
      {loadMore && (
        <button type="button" className="button" onClick={loadMore}>
          Load more
        </button>
      )}
    </>
  )
}
