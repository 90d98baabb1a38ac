import { getSessionId } from '@/lib/auth'
import type { Filter } from '@/shared/todos/schema'
import { BrowserTodos } from './browser-todos'

/** The rows are read by the browser; the server adds for whom, and a new id each time it is asked. */
export async function Todos({ filter }: { filter: Filter }) {
  const sessionId = await getSessionId()
  return <BrowserTodos filter={filter} requestId={crypto.randomUUID()} sessionId={sessionId} />
}
