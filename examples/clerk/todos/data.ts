import { type Answer, readRow, readRows, sqlState } from '@/lib/answer'
import type { InsForgeClient } from '@/lib/insforge-client'
import { failure, type Result, success } from '@/lib/result'
import {
  COLUMNS,
  type NewTodo,
  type Todo,
  type TodoChange,
  type TodoId,
  type TodoList,
  todoIdSchema,
  todoSchema,
  type View,
} from './schema'

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

/** Inserts a todo. Inserting it again (a retry whose first answer was lost) is a success. */
export async function createTodo(client: InsForgeClient, todo: NewTodo): Promise<Result<Todo>> {
  const answer = await insert(client, todo)
  if (!isTaken(answer)) return readRow(answer, todoSchema)
  // The text may have been changed between the two tries: the later one counts.
  return ownRow(await updateTodo(client, todo))
}

/** Restores a deleted todo as it was. */
export async function restoreTodo(client: InsForgeClient, todo: Todo): Promise<Result<Todo>> {
  const answer = await insert(client, todo)
  if (!isTaken(answer)) return readRow(answer, todoSchema)
  return ownRow(readRow(await todos(client).select(COLUMNS).eq('id', todo.id), todoSchema))
}

/** Changes the title, or completes or reopens a todo. */
export async function updateTodo(
  client: InsForgeClient,
  { id, title, is_complete }: TodoChange,
): Promise<Result<Todo>> {
  const change = {
    ...(title !== undefined && { title }),
    ...(is_complete !== undefined && { is_complete }),
  }
  return readRow(await todos(client).update(change).eq('id', id).select(COLUMNS), todoSchema)
}

/** Deletes a todo, and returns it. */
export async function deleteTodo(client: InsForgeClient, { id }: TodoId): Promise<Result<Todo>> {
  return readRow(await todos(client).delete().eq('id', id).select(COLUMNS), todoSchema)
}

/** Deletes every completed todo, on all pages. */
export async function deleteDone(client: InsForgeClient): Promise<Result<TodoId[]>> {
  return readRows(await todos(client).delete().eq('is_complete', true).select('id'), todoIdSchema)
}

const insert = (client: InsForgeClient, row: NewTodo | Todo) =>
  todos(client).insert(row).select(COLUMNS)

const isTaken = (answer: Answer) => sqlState(answer) === UNIQUE_VIOLATION

/** A row whose id is taken, but which isn't there: it is another user's. Ids are random. */
const ownRow = (result: Result<Todo>) =>
  !result.ok && result.code === 'not_found' ? failure('conflict') : result
