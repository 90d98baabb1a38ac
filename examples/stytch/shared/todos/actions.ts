import type { Result } from '../result'
import type { UpdateResult } from './data'
import type { NewTodo, PageRequest, Todo, TodoChange, TodoId, TodoPage } from './schema'

/** What the UI can do; Server Actions in some starters, the browser's own client in others. */
export interface TodoActions {
  list(request: PageRequest): Promise<Result<TodoPage>>
  create(todo: NewTodo): Promise<Result<Todo>>
  update(change: TodoChange): Promise<UpdateResult>
  remove(todo: TodoId): Promise<Result<Todo>>
  /** Puts a removed todo back. */
  restore(todo: Todo): Promise<Result<Todo>>
  /** Deletes everything that is done, on all pages. */
  clearDone(): Promise<Result<TodoId[]>>
}
