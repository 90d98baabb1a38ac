import type { BrowserContext } from '@playwright/test'
import { rowsOf, storeRows } from './database.ts'
import { goodSession } from './session.ts'

/** Somebody with an open todo and a done one, and how both are stored. */
export async function withTodos(context: BrowserContext) {
  const { email, good } = await goodSession(context)
  await storeRows(email, [
    { title: 'open', is_complete: false, created_at: '2026-01-01T00:00:00.000Z' },
    { title: 'done', is_complete: true, created_at: '2026-01-01T00:00:01.000Z' },
  ])
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
