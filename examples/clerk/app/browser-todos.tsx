'use client'

import { useAuth } from '@clerk/nextjs'
import { useEffect, useMemo, useState } from 'react'
import { useInsForgeClient } from '@/lib/insforge'
import { attempt } from '@/shared/attempt'
import type { InsForgeClient } from '@/shared/insforge/client'
import type { Result } from '@/shared/result'
import type { TodoActions } from '@/shared/todos/actions'
import * as data from '@/shared/todos/data'
import { listTodos, readTodoList, type TodoList } from '@/shared/todos/list'
import { ListSkeleton } from '@/shared/todos/list-skeleton'
import type { Filter } from '@/shared/todos/schema'
import { TodoApp } from '@/shared/todos/todo-app'
import { TemplateHelp } from './template-help'

interface Props {
  filter: Filter
  /** Another one for every answer of the server: the rows are read again then. */
  requestId: string
  insforgeUrl: string
}

/** The list of whoever is signed in. Nothing of it outlives the session: another one begins anew. */
export function BrowserTodos(props: Props) {
  const { isLoaded, sessionId } = useAuth()
  return isLoaded && sessionId ? <SessionTodos key={sessionId} {...props} /> : <ListSkeleton />
}

function SessionTodos({ filter, requestId, insforgeUrl }: Props) {
  const client = useInsForgeClient(insforgeUrl)
  const actions = useMemo(() => createActions(client), [client])
  const [loaded, setLoaded] = useState<Result<TodoList>>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: another request is a reason to read
  useEffect(() => {
    let isWanted = true
    attempt(() => readTodoList(client, filter)).then((result) => {
      if (isWanted) setLoaded(result)
    })
    return () => {
      isWanted = false
    }
  }, [client, filter, requestId])

  if (!loaded) return <ListSkeleton />
  return (
    <>
      {process.env.NODE_ENV === 'development' && !loaded.ok && <TemplateHelp failure={loaded} />}
      <TodoApp loaded={loaded} filter={filter} actions={actions} draftId={requestId} />
    </>
  )
}

function createActions(client: InsForgeClient): TodoActions {
  return {
    list: (request) => listTodos(client, request),
    create: (todo) => data.createTodo(client, todo),
    update: (change) => data.updateTodo(client, change),
    remove: (todo) => data.deleteTodo(client, todo),
    restore: (todo) => data.restoreTodo(client, todo),
    clearDone: () => data.deleteDone(client),
  }
}
