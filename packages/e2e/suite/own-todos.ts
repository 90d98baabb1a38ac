import type { BrowserContext } from '@playwright/test'
import { rowsOf, storeRows, userId } from './database.ts'
import { goodSession } from './session.ts'

/** The fields of a form, or headers. */
export type Fields = Readonly<Record<string, string>>

/** A user with an open todo and a done one, and how both are stored. */
export async function withTodos(context: BrowserContext) {
  const { email, good } = await goodSession(context)
  await storeRows(email, [
    { title: 'open', is_complete: false, created_at: '2026-01-01T00:00:00.000Z' },
    { title: 'done', is_complete: true, created_at: '2026-01-01T00:00:01.000Z' },
  ])
  const rows = await rowsOf(email)
  return { email, good, rows, id: String(rows[0]?.id), user: await userId(email) }
}

/** The fields of each action's form, for the todo `id`, on a page that was rendered for `user`. */
export const rightFields = (id: string, user: string): Readonly<Record<string, Fields>> => {
  const fields: Record<string, Fields> = {
    createTodo: { id, title: 'taken over' },
    updateTodo: { id, is_complete: 'true' },
    deleteTodo: { id },
    restoreTodo: {
      id,
      title: 'taken over',
      is_complete: 'true',
      created_at: '2026-01-01T00:00:00.000Z',
    },
    deleteDone: {},
  }
  const all = Object.entries(fields)
  return Object.fromEntries(all.map(([name, own]) => [name, { expectedUserId: user, ...own }]))
}

/** Origins that are not the app's, however much they look like it. */
export const foreignOrigins = [
  'https://evil.example',
  'null',
  'http://localhost:1',
  'http://localhost.evil.example',
]
