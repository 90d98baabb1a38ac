import { createInsForgeClient } from '@/lib/insforge'
import { listTodos } from '@/shared/todos/data'
import { filterPath } from '@/shared/todos/filter-links'
import type { Filter } from '@/shared/todos/schema'
import { TodoApp } from '@/shared/todos/todo-app'
import { Notice } from '@/shared/ui/notice'
import { create, list, remove, update } from './actions'

/** Reads the first page of the list on the server; writes go through the Server Actions. */
export async function Todos({ filter }: { filter: Filter }) {
  const page = await listTodos(await createInsForgeClient(), { filter })
  if (!page.ok) {
    return (
      <Notice>
        <p>{page.message}</p>
        <a className="button" href={filterPath(filter)}>
          Try again
        </a>
      </Notice>
    )
  }
  return (
    <TodoApp
      initial={page.data}
      filter={filter}
      actions={{ list, create, update, remove }}
      draftId={crypto.randomUUID()}
    />
  )
}
