import type { Filter } from '@/shared/todos/schema'
import { BrowserTodos } from './browser-todos'

/** The rows are read by the browser; what the server adds is a new id each time it is asked. */
export function Todos({ filter }: { filter: Filter }) {
  return <BrowserTodos filter={filter} requestId={crypto.randomUUID()} />
}
