'use client'

import { useAuth } from '@clerk/nextjs'
import { useEffect, useMemo, useState } from 'react'
import { type InsForge, useInsForge } from '@/lib/insforge'
import { attempt } from '@/shared/attempt'
import type { Result } from '@/shared/result'
import type { TodoActions } from '@/shared/todos/actions'
import * as data from '@/shared/todos/data'
import { listTodos, readTodoList, type TodoList } from '@/shared/todos/list'
import { ListSkeleton } from '@/shared/todos/list-skeleton'
import type { Filter } from '@/shared/todos/schema'
import { TodoApp } from '@/shared/todos/todo-app'

interface Props {
  filter: Filter
  /** Another one for every answer of the server: the rows are read again then. */
  requestId: string
}

/** Of the page: for whom the server made what stands around the list. */
interface PageSession {
  sessionId: string | null
}

/** The list of whoever is signed in. Nothing of it outlives the session: another one begins anew. */
export function BrowserTodos({ sessionId: ofPage, ...props }: Props & PageSession) {
  const { isLoaded, sessionId } = useAuth()
  const isElses = isLoaded && Boolean(sessionId) && sessionId !== ofPage

  useEffect(() => {
    // Another tab has changed who is signed in, or Back has led to a page of before.
    if (isElses) location.reload()
  }, [isElses])

  if (!isLoaded || !sessionId || isElses) return <ListSkeleton />
  return <SessionTodos key={sessionId} {...props} />
}

function SessionTodos({ filter, requestId }: Props) {
  const insforge = useInsForge()
  const run = useMemo(() => inSequence(insforge.run), [insforge])
  const actions = useMemo(() => createActions(run), [run])
  const [loaded, setLoaded] = useState<Result<TodoList>>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: another request is a reason to read
  useEffect(() => {
    let isWanted = true
    attempt(() => run((client) => readTodoList(client, filter))).then((result) => {
      if (isWanted) setLoaded(result)
    })
    return () => {
      isWanted = false
    }
  }, [run, filter, requestId])

  if (!loaded) return <ListSkeleton />
  return <TodoApp loaded={loaded} filter={filter} actions={actions} draftId={requestId} />
}

/** One after the other: a list that was read before a write must not arrive after it. */
function inSequence(run: InsForge['run']): InsForge['run'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(() => run(work))
    last = Promise.allSettled([result])
    return result
  }
}

function createActions(run: InsForge['run']): TodoActions {
  return {
    list: (request) => run((client) => listTodos(client, request)),
    create: (todo) => run((client) => data.createTodo(client, todo)),
    update: (change) => run((client) => data.updateTodo(client, change)),
    remove: (todo) => run((client) => data.deleteTodo(client, todo)),
    restore: (todo) => run((client) => data.restoreTodo(client, todo)),
    clearDone: () => run(data.deleteDone),
  }
}
