'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useRef } from 'react'
import { Notice } from '@/components/notice'
import { failure } from '@/lib/result'
import { TodoForms } from './forms'
import { FilterLinks, MoreLinks, useViewLinks } from './list-links'
import { NewTodoForm } from './new-todo-form'
import { DeleteDone, Undo, UnsavedWrite } from './notices'
import { TodoItem } from './todo-item'
import { type Todos, type TodosOfUser, useTodos } from './use-todos'

/** The list, with everything that can be done to it. `draftId` is a new uuid for the first new todo. */
export function TodoApp({ draftId, ...props }: TodosOfUser & { draftId: string }) {
  const { list, view } = props
  const todos = useTodos(props)
  const links = useViewLinks(view)
  const refused = todos.refused || (view.notice && failure(view.notice))
  useFreshOnBack()
  return (
    <>
      <NewTodoForm todos={todos} draftId={draftId} />
      {refused && <Notice failure={refused} />}
      {todos.failed.map((write) => (
        <UnsavedWrite key={write.id} write={write} dismiss={() => todos.dismiss(write.id)} />
      ))}
      <FilterLinks links={links} />
      {todos.deleted && <Undo key={todos.deleted.id} todo={todos.deleted} todos={todos} />}
      {list.ok ? (
        <div aria-busy={links.isBusy} className="aria-busy:opacity-60">
          <TodoForms todos={todos} />
          <Rows todos={todos} />
          <MoreLinks list={list.data} links={links} />
        </div>
      ) : (
        // An outage must not look like an empty list.
        <Notice what="Couldn’t load your todos." failure={list}>
          <Link {...links.linkTo(view)} className="button justify-self-start">
            Try again
          </Link>
        </Notice>
      )}
      <footer className="my-2 flex flex-wrap items-start gap-4 text-muted">
        <p className="py-2">{`${todos.count} ${todos.count === 1 ? 'todo' : 'todos'}`}</p>
        <p role="status" className="flex-1 py-2">
          <span key={todos.saveState}>{todos.saveState}</span>
        </p>
        {todos.todos.some(({ is_complete }) => is_complete) && <DeleteDone todos={todos} />}
      </footer>
    </>
  )
}

function Rows({ todos }: { todos: Todos }) {
  const rows = useRef<HTMLUListElement>(null)
  const { length } = todos.todos
  const before = useRef(length)
  useEffect(() => {
    // The todo that had the focus is gone: the keyboard goes on from the list.
    if (length < before.current && document.activeElement === document.body) rows.current?.focus()
    before.current = length
  }, [length])
  if (length === 0) return <p className="py-8 text-center text-muted">Nothing here yet.</p>
  return (
    <ul ref={rows} tabIndex={-1} aria-label="Todos" className="border-t border-line">
      {todos.todos.map((todo) => (
        <TodoItem key={todo.id} todo={todo} todos={todos} />
      ))}
    </ul>
  )
}

/** Back and Forward show what the router or the browser kept: it is read again. */
function useFreshOnBack() {
  const router = useRouter()
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const refresh = () => startTransition(() => router.refresh())
    addEventListener('popstate', refresh, { signal })
    addEventListener('pageshow', ({ persisted }) => persisted && refresh(), { signal })
    return () => controller.abort()
  }, [router])
}
