import { records } from '../client.ts'
import { ada, adasWords, bob } from './fixture.ts'

/** A request that tries to get at Ada's rows, and what Bob is answered. */
export interface Operation {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly prefer?: string
  readonly body?: unknown
  readonly status: number
  /** Rows are answered by their titles or bodies; a refusal by its code. */
  readonly answer: unknown
  /** Set where the anonymous are not refused. */
  readonly anonymous?: unknown
}

export const todos = `${records}/todos`
export const notes = `${records}/todo_notes`
export const select = 'select=title,user_id'
export const returning = 'return=representation'

/** Bob's one row, as it was and as his writes leave it. */
export const title = 'x'
export const his = [{ title: 'Bob’s', user_id: bob }]
export const changed = [{ title, user_id: bob }]

/** What must stand in no answer. */
export const secrets = [adasWords, JSON.stringify({ user_id: ada }).slice(1, -1)]
