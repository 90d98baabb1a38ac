'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Waiting } from '@/auth/waiting'
import { useInsForge } from '@/lib/insforge'
import { TODOS, useTodoActions } from '@/todos/actions'
import { listTodos } from '@/todos/data'
import type { View } from '@/todos/schema'
import { TodoApp } from '@/todos/todo-app'

/** Reads a view of the list, and shows it. The view before stays until the new one is there. */
export function BrowserTodos(props: {
  view: View
  userId: string
  /** Another uuid in each answer of the server. The list is read again then. */
  draftId: string
}) {
  const { view, userId, draftId } = props
  const { filter, show, before } = view
  const { run } = useInsForge()
  const actions = useTodoActions()
  const { data, isPlaceholderData, refetch } = useQuery({
    queryKey: [TODOS, userId, filter, show, before],
    queryFn: async () => ({ view, list: await run(userId, (client) => listTodos(client, view)) }),
    placeholderData: keepPreviousData,
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer of the server is a reason
  useEffect(() => {
    refetch({ cancelRefetch: false })
  }, [draftId, refetch])

  if (!data) return <Waiting text="Loading your todos…" />
  return (
    <TodoApp
      list={data.list}
      view={isPlaceholderData ? data.view : view}
      actions={actions}
      userId={userId}
      draftId={draftId}
    />
  )
}
