import { z } from 'zod'
import type { InsForgeClient } from '../insforge/client'
import { sqlState, toFailure } from '../insforge/errors'
import { type Failure, failure, type Result, type Success, success } from '../result'
import { type NewTodo, type Todo, type TodoChange, type TodoId, todoSchema } from './schema'

/** What is read of a row. */
export const COLUMNS = 'id,title,is_complete,created_at'

const UNIQUE_VIOLATION = '23505'

/** A rename that met another one; `current` is what stands there now. */
export type UpdateResult = Success<Todo> | (Failure & { current?: Todo })

/** Inserts a todo; inserting the same one again (a retry whose first answer was lost) is success. */
export async function createTodo(client: InsForgeClient, todo: NewTodo): Promise<Result<Todo>> {
  const created = await insert(client, todo)
  if (created) return created
  // The text may have been changed between the two tries: the later one counts.
  const found = await readTodo(client, todo)
  if (!found.ok || found.data.title === todo.title) return found
  return updateTodo(client, { id: todo.id, title: todo.title, from: found.data.title })
}

/** Puts a deleted todo back as it was. */
export async function restoreTodo(client: InsForgeClient, todo: Todo): Promise<Result<Todo>> {
  return (await insert(client, todo)) ?? readTodo(client, todo)
}

/**
 * Changes title or completion. A row that is gone or not this user's is `not_found`; one whose title
 * is no longer `from` is a `conflict` and stays as it is.
 */
export async function updateTodo(
  client: InsForgeClient,
  change: TodoChange,
): Promise<UpdateResult> {
  const { id } = change
  if ('is_complete' in change) {
    const { is_complete } = change
    return onlyRow(await todos(client).update({ is_complete }).eq('id', id).select(COLUMNS))
  }
  const { title, from } = change
  const renamed = onlyRow(
    await todos(client).update({ title }).eq('id', id).eq('title', from).select(COLUMNS),
  )
  if (renamed.ok || renamed.code !== 'not_found') return renamed

  const found = await readTodo(client, { id })
  if (!found.ok) return found.code === 'conflict' ? renamed : found
  // The first try of this very rename, whose answer was lost.
  if (found.data.title === title) return found
  const message = `It was renamed elsewhere to “${found.data.title}”. Save again to replace that.`
  return { ...failure('conflict', message), current: found.data }
}

/** Deletes a todo and gives the row that was there; `not_found` as with `updateTodo`. */
export async function deleteTodo(client: InsForgeClient, { id }: TodoId): Promise<Result<Todo>> {
  return onlyRow(await todos(client).delete().eq('id', id).select(COLUMNS))
}

/** Deletes everything that is done, on all pages, and gives the ids of what was deleted. */
export async function deleteDone(client: InsForgeClient): Promise<Result<TodoId[]>> {
  const answer = await todos(client).delete().eq('is_complete', true).select('id')
  return answer.error
    ? toFailure(answer)
    : success(z.array(z.object({ id: z.uuid() })).parse(answer.data))
}

const todos = (client: InsForgeClient) => client.database.from('todos')

/** Undefined where the id is taken already. */
async function insert(client: InsForgeClient, row: object): Promise<Result<Todo> | undefined> {
  const answer = await todos(client).insert(row).select(COLUMNS)
  return sqlState(answer.error) === UNIQUE_VIOLATION ? undefined : onlyRow(answer)
}

/** A row that must be there; if it is not, the id is someone else's (never seen: ids are random). */
async function readTodo(client: InsForgeClient, { id }: TodoId): Promise<Result<Todo>> {
  const found = onlyRow(await todos(client).select(COLUMNS).eq('id', id))
  return !found.ok && found.code === 'not_found' ? failure('conflict') : found
}

/** Row-level security answers a write to a foreign row with no rows and no error: so it is one here. */
function onlyRow(answer: { status: number; error: unknown; data: unknown }): Result<Todo> {
  if (answer.error) return toFailure(answer)
  const [row] = z.array(todoSchema).parse(answer.data)
  return row ? success(row) : failure('not_found')
}
