import { z } from 'zod'
import type { InsForgeClient } from '../insforge/client'
import { sqlState, toFailure } from '../insforge/errors'
import { failure, type Result, success } from '../result'
import {
  type NewTodo,
  type PageRequest,
  type Todo,
  type TodoChange,
  type TodoId,
  type TodoPage,
  todoSchema,
} from './schema'

/** Rows in one page. */
export const PAGE_SIZE = 50

const COLUMNS = 'id,title,is_complete,created_at,updated_at'
const UNIQUE_VIOLATION = '23505'

/** One page of this user's todos, newest first, read by keyset so that a late page costs no more. */
export async function listTodos(
  client: InsForgeClient,
  { filter, after }: PageRequest,
): Promise<Result<TodoPage>> {
  let query = client.database.from('todos').select(COLUMNS)
  if (filter !== 'all') query = query.eq('is_complete', filter === 'done')
  if (after) {
    const { created_at, id } = after
    query = query.or(`created_at.lt.${created_at},and(created_at.eq.${created_at},id.lt.${id})`)
  }
  const answer = await query
    .order('created_at', { ascending: false })
    .order('id', { ascending: false })
    .limit(PAGE_SIZE + 1)
  if (answer.error) return toFailure(answer)

  const rows = z.array(todoSchema).parse(answer.data)
  const todos = rows.slice(0, PAGE_SIZE)
  const last = todos.at(-1)
  const next = rows.length > PAGE_SIZE && last ? { created_at: last.created_at, id: last.id } : null
  return success({ todos, next })
}

/** Inserts a todo; inserting the same one again (a retry whose first answer was lost) is success. */
export async function createTodo(client: InsForgeClient, todo: NewTodo): Promise<Result<Todo>> {
  const answer = await client.database.from('todos').insert(todo).select(COLUMNS)
  if (sqlState(answer.error) === UNIQUE_VIOLATION) return retryTodo(client, todo)
  return onlyRow(answer)
}

/** Changes title or completion; a row that is gone or not this user's is `not_found`. */
export async function updateTodo(
  client: InsForgeClient,
  { id, ...change }: TodoChange,
): Promise<Result<Todo>> {
  return onlyRow(await client.database.from('todos').update(change).eq('id', id).select(COLUMNS))
}

/** Deletes a todo and gives the row that was there; `not_found` as with `updateTodo`. */
export async function deleteTodo(client: InsForgeClient, { id }: TodoId): Promise<Result<Todo>> {
  return onlyRow(await client.database.from('todos').delete().eq('id', id).select(COLUMNS))
}

/** The id is taken: by an earlier try of this draft, whose text may have changed since. */
async function retryTodo(client: InsForgeClient, { id, title }: NewTodo): Promise<Result<Todo>> {
  const found = onlyRow(await client.database.from('todos').select(COLUMNS).eq('id', id))
  if (!found.ok) return found.code === 'not_found' ? failure('conflict') : found
  return found.data.title === title ? found : updateTodo(client, { id, title })
}

/** Row-level security answers a write to a foreign row with no rows and no error: so it is one here. */
function onlyRow(answer: { status: number; error: unknown; data: unknown }): Result<Todo> {
  if (answer.error) return toFailure(answer)
  const [row] = z.array(todoSchema).parse(answer.data)
  return row ? success(row) : failure('not_found')
}
