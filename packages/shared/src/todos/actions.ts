import type { Result } from '../result'
import type { NewTodo, PageRequest, Todo, TodoChange, TodoId, TodoPage } from './schema'

/** What the UI can do; Server Actions in some starters, the browser's own client in others. */
export interface TodoActions {
  list(request: PageRequest): Promise<Result<TodoPage>>
  create(todo: NewTodo): Promise<Result<Todo>>
  update(change: TodoChange): Promise<Result<Todo>>
  remove(todo: TodoId): Promise<Result<Todo>>
}
