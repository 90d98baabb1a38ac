import type { Page } from '@playwright/test'
import { rowsOf } from './database.ts'
import { goodSession } from './session.ts'
import { addTodo, stored } from './test.ts'

/** Somebody with an open todo and a done one, and how both are stored. */
export async function withTodos(page: Page) {
  const { email, good } = await goodSession(page)
  await addTodo(page, 'open')
  await addTodo(page, 'done')
  await stored(page, () => page.getByRole('checkbox', { name: 'done' }).click())
  const rows = await rowsOf(email)
  const id = String(rows[0]?.id)
  return { email, good, rows, id }
}

/** For each action, arguments that whoever owns the todo `id` might send. */
export const rightArguments = (id: string): Readonly<Record<string, readonly unknown[]>> => ({
  list: [{ filter: 'all' }],
  create: [{ id, title: 'taken over' }],
  update: [{ id, is_complete: true }],
  remove: [{ id }],
  restore: [{ id, title: 'taken over', is_complete: true, created_at: '2026-01-01T00:00:00.000Z' }],
  clearDone: [],
})

/** Origins that are not the app's, however much they look like it. */
export const foreignOrigins = [
  'https://evil.example',
  'null',
  'http://localhost:1',
  'http://localhost.evil.example',
]
