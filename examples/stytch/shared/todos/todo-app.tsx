'use client'

import type { Result } from '../result'
import type { TodoActions } from './actions'
import { FilterLinks } from './filter-links'
import type { TodoList } from './list'
import { LoadFailed } from './load-failed'
import { NewTodoForm } from './new-todo-form'
import type { Filter } from './schema'
import { TodoListView } from './todo-list-view'
import { TroubleNotice } from './trouble-notice'
import { UndoDelete } from './undo-delete'
import { UnsentTodo } from './unsent-todo'
import { useTodos } from './use-todos'

/** The todos with everything that can be done to them, also when they could not be read. */
export function TodoApp(props: {
  loaded: Result<TodoList>
  filter: Filter
  actions: TodoActions
  /** A fresh uuid for the first draft. */
  draftId: string
}) {
  const { loaded, filter, actions, draftId } = props
  const todos = useTodos(loaded, filter, actions)
  return (
    <>
      <NewTodoForm add={todos.add} draftId={draftId} />
      {todos.unsent.map((draft) => (
        <UnsentTodo key={draft.id} draft={draft} add={todos.add} discard={todos.discard} />
      ))}
      <FilterLinks current={filter} />
      {todos.trouble && <TroubleNotice {...todos.trouble} />}
      {todos.deleted && (
        <UndoDelete
          key={todos.deleted.id}
          todo={todos.deleted}
          restore={todos.restore}
          dismiss={todos.dismiss}
        />
      )}
      {loaded.ok ? <TodoListView todos={todos} /> : <LoadFailed failure={loaded} />}
    </>
  )
}
