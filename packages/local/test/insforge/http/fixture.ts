import { afterAll, beforeAll } from 'vitest'
import { bearer, records, send, tokenFor, withDatabase } from '../client.ts'

export const todos = `${records}/todos`

/** A user with rows of these titles, for the tests of one file; gives their headers. */
export function userWith(sub: string, titles: readonly string[]): () => Record<string, string> {
  const headers = () => bearer(tokenFor(sub))
  beforeAll(async () => {
    if (titles.length === 0) return
    const rows = titles.map((title) => ({ title }))
    const { status } = await send('POST', todos, headers(), rows)
    if (status !== 201) throw new Error(`the rows of ${sub}: ${status}`)
  })
  afterAll(() =>
    withDatabase((client) => client.query('delete from todos where user_id = $1', [sub])),
  )
  return headers
}
