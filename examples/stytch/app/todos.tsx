import { createInsForgeClient } from '@/lib/insforge'
import { readTodoList } from '@/shared/todos/list'
import type { Filter } from '@/shared/todos/schema'
import { TodoApp } from '@/shared/todos/todo-app'
import * as actions from './actions'

/** Reads the list on the server; what is done to it goes through the Server Actions. */
export async function Todos({ filter }: { filter: Filter }) {
  const loaded = await readTodoList(await createInsForgeClient(), filter)
  return (
    <TodoApp
      loaded={loaded}
      filter={filter}
      actions={{ ...actions }}
      draftId={crypto.randomUUID()}
    />
  )
}
