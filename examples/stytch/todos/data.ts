import { readRow, readRows, sqlState, toFailure } from '@/lib/answer'
import type { InsForgeClient } from '@/lib/insforge-client'
import { failure, type Result, success } from '@/lib/result'
import {
  type Todo,
  type TodoChange,
  type TodoId,
  type TodoList,
  todoSchema,
  type View,
} from './schema'

const COLUMNS = Object.keys(todoSchema.shape).join()
const UNIQUE_VIOLATION = '23505'

const todos = (client: InsForgeClient) => client.database.from('todos')

/** Reads a view of the list, newest first, in one request. A late page costs no more than the first. */
export async function listTodos(
  client: InsForgeClient,
  { filter, show, before }: View,
): Promise<Result<TodoList>> {
  let query = todos(client).select(COLUMNS, { count: 'exact' })
  if (filter !== 'all') query = query.eq('is_complete', filter === 'done')
  if (before) {
    const { created_at, id } = before
    query = query.or(`created_at.lt.${created_at},and(created_at.eq.${created_at},id.lt.${id})`)
  }
  const answer = await query
    .order('created_at', { ascending: false })
    .order('id', { ascending: false })
    .limit(show)
  const rows = readRows(answer, todoSchema)
  return rows.ok ? success({ todos: rows.data, count: answer.count ?? rows.data.length }) : rows
}

/** Inserts a todo, new or restored. Again (a retry whose first answer was lost) is a success. */
export async function createTodo(
  client: InsForgeClient,
  todo: TodoId & { [Column in keyof Todo]?: Todo[Column] | undefined },
): Promise<Result<Todo>> {
  const answer = await todos(client).insert(todo).select(COLUMNS)
  if (sqlState(answer) !== UNIQUE_VIOLATION) return readRow(answer, todoSchema)
  // The text may have been changed between the two tries: the later one counts.
  const updated = await updateTodo(client, todo)
  // The id is another user's. Ids are random: this is for callers who make them up.
  return !updated.ok && updated.code === 'not_found' ? failure('conflict') : updated
}

/** Changes the title, or completes or reopens a todo. */
export async function updateTodo(
  client: InsForgeClient,
  { id, title, is_complete }: TodoChange,
): Promise<Result<Todo>> {
  const change = { title, is_complete }
  return readRow(await todos(client).update(change).eq('id', id).select(COLUMNS), todoSchema)
}

/** Deletes a todo, and returns it. */
export async function deleteTodo(client: InsForgeClient, { id }: TodoId): Promise<Result<Todo>> {
  return readRow(await todos(client).delete().eq('id', id).select(COLUMNS), todoSchema)
}

/** Deletes every todo that is done, on all pages. */
export async function deleteDone(client: InsForgeClient): Promise<Result<undefined>> {
  const answer = await todos(client).delete().eq('is_complete', true)
  return answer.error ? toFailure(answer) : success(undefined)
}
