import { z } from 'zod'
import type { InsForgeClient } from '../insforge/client'
import { toFailure } from '../insforge/errors'
import { failure, type Result, success } from '../result'
import { COLUMNS } from './data'
import { type Filter, type PageRequest, type TodoCounts, type TodoPage, todoSchema } from './schema'

/** Rows in one page. */
export const PAGE_SIZE = 50

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

/** What the list begins with: its first page, and how many todos there are in all. */
export interface TodoList extends TodoPage {
  filter: Filter
  counts: TodoCounts
}

/** Reads what the list begins with. */
export async function readTodoList(
  client: InsForgeClient,
  filter: Filter,
): Promise<Result<TodoList>> {
  const [page, active, done] = await Promise.all([
    listTodos(client, { filter }),
    countTodos(client, false),
    countTodos(client, true),
  ])
  if (!page.ok) return page
  if (!active.ok) return active
  if (!done.ok) return done
  return success({ ...page.data, filter, counts: { active: active.data, done: done.data } })
}

async function countTodos(client: InsForgeClient, isComplete: boolean): Promise<Result<number>> {
  const answer = await client.database
    .from('todos')
    .select('id', { count: 'exact', head: true })
    .eq('is_complete', isComplete)
  if (answer.error) return toFailure(answer)
  return answer.count === null ? failure('unavailable') : success(answer.count)
}
