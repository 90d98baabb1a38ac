import { env } from '@/lib/env'
import type { Filter } from '@/shared/todos/schema'
import { BrowserTodos } from './browser-todos'

/** The rows are read by the browser; the server adds where they are, and a new id each time it is asked. */
export function Todos({ filter }: { filter: Filter }) {
  return (
    <BrowserTodos
      filter={filter}
      requestId={crypto.randomUUID()}
      insforgeUrl={env().NEXT_PUBLIC_INSFORGE_URL}
    />
  )
}
