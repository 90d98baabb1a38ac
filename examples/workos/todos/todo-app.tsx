'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'
import { FailureHelp, Notice } from '@/components/notice'
import { failure, type Result } from '@/lib/result'
import { FilterLinks, MoreLinks, useClickedView, ViewLink } from './list-links'
import { NewTodoForm } from './new-todo-form'
import { Undo, UnsavedWrite } from './notices'
import type { TodoList, View } from './schema'
import { TodoRows } from './todo-rows'
import { type TodoActions, useTodos } from './use-todos'

/** The list, with everything that can be done to it. */
export function TodoApp(props: {
  list: Result<TodoList>
  view: View
  /** The user that the page was rendered for. */
  userId: string
  actions: TodoActions
  /** A new uuid, for the first todo that is added. */
  draftId: string
}) {
  const { list, view, draftId } = props
  const todos = useTodos(props)
  const clicked = useClickedView(view)
  const refused = todos.refused || (view.notice && failure(view.notice))
  useFreshOnBack()
  return (
    <>
      <NewTodoForm todos={todos} draftId={draftId} />
      {refused && (
        <Notice>
          <FailureHelp failure={refused} />
        </Notice>
      )}
      {todos.failed.map((write) => (
        <UnsavedWrite key={write.id} write={write} />
      ))}
      <FilterLinks clicked={clicked} />
      {todos.deleted && <Undo key={todos.deleted.id} todo={todos.deleted} todos={todos} />}
      {list.ok ? (
        <div aria-busy={clicked.isBusy} className="aria-busy:opacity-60">
          <TodoRows todos={todos} view={view} />
          <MoreLinks view={view} list={list.data} clicked={clicked} />
        </div>
      ) : (
        // An outage must not look like an empty list.
        <Notice>
          <p>Couldn’t load your todos.</p>
          <FailureHelp failure={list} />
          <ViewLink to={view} clicked={clicked} className="button justify-self-start">
            Try again
          </ViewLink>
        </Notice>
      )}
    </>
  )
}

/** Back and Forward show what the router or the browser kept: it is read again. */
function useFreshOnBack() {
  const router = useRouter()
  useEffect(() => {
    const refresh = () => startTransition(() => router.refresh())
    const refreshKept = (event: PageTransitionEvent) => event.persisted && refresh()
    window.addEventListener('popstate', refresh)
    window.addEventListener('pageshow', refreshKept)
    return () => {
      window.removeEventListener('popstate', refresh)
      window.removeEventListener('pageshow', refreshKept)
    }
  }, [router])
}
