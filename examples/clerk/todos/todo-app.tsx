'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useRef } from 'react'
import { Notice } from '@/components/notice'
import { failure, type Result } from '@/lib/result'
import { FilterLinks, MoreLinks, useClickedView } from './list-links'
import { NewTodoForm } from './new-todo-form'
import { LoadFailed, RefusedForm, Undo, UnsavedWrite } from './notices'
import type { Filter, TodoList, View } from './schema'
import { TodoItem } from './todo-item'
import { type TodoActions, type Todos, useTodos } from './use-todos'
import { WriteForm } from './write-form'

/** The list, with everything that can be done to it. */
export function TodoApp(props: {
  list: Result<TodoList>
  view: View
  /** The user that the page was rendered for. */
  userId: string
  actions: TodoActions
  /** A new uuid for the first todo that is added. */
  draftId: string
}) {
  const { list, view, draftId } = props
  const todos = useTodos(props)
  const clicked = useClickedView(view)
  useFreshOnBack()
  return (
    <>
      <NewTodoForm todos={todos} draftId={draftId} />
      {view.notice && (
        <Notice>
          <p>{failure(view.notice).message}</p>
        </Notice>
      )}
      {todos.refused && <RefusedForm failure={todos.refused} />}
      {todos.failed.map((write) => (
        <UnsavedWrite key={write.id} write={write} />
      ))}
      <FilterLinks clicked={clicked} />
      {todos.deleted && <Undo key={todos.deleted.id} todo={todos.deleted} todos={todos} />}
      {list.ok ? (
        <div aria-busy={clicked.isBusy} className="aria-busy:opacity-60">
          <List todos={todos} view={view} />
          <MoreLinks view={view} list={list.data} clicked={clicked} />
        </div>
      ) : (
        <LoadFailed failure={list} />
      )}
      <Footer todos={todos} view={view} />
    </>
  )
}

/** Back and Forward show what the router kept: it is read again. */
function useFreshOnBack() {
  const router = useRouter()
  useEffect(() => {
    const refresh = () => startTransition(() => router.refresh())
    const refreshIfKept = (event: PageTransitionEvent) => event.persisted && refresh()
    window.addEventListener('popstate', refresh)
    window.addEventListener('pageshow', refreshIfKept)
    return () => {
      window.removeEventListener('popstate', refresh)
      window.removeEventListener('pageshow', refreshIfKept)
    }
  }, [router])
}

const emptyText: Record<Filter, string> = {
  all: 'Nothing to do yet. Add your first todo above.',
  active: 'Nothing left to do.',
  done: 'Nothing done yet.',
}

function List({ todos, view }: { todos: Todos; view: View }) {
  const list = useRef<HTMLUListElement>(null)
  const { length } = todos.todos
  const before = useRef(length)
  useEffect(() => {
    // The todo that had the focus is gone: the keyboard goes on from the list.
    if (length < before.current && document.activeElement === document.body) list.current?.focus()
    before.current = length
  }, [length])
  return (
    <>
      <ul ref={list} tabIndex={-1} aria-label="Todos" className="border-t border-line">
        {todos.todos.map((todo) => (
          <TodoItem key={todo.id} todo={todo} todos={todos} view={view} />
        ))}
      </ul>
      {length === 0 && <p className="py-8 text-center text-muted">{emptyText[view.filter]}</p>}
    </>
  )
}

/** How many todos there are, whether the last change is saved, and the way to delete what is done. */
function Footer({ todos, view }: { todos: Todos; view: View }) {
  const { count } = todos
  const noun = `${view.filter === 'all' ? '' : `${view.filter} `}${count === 1 ? 'todo' : 'todos'}`
  return (
    <footer className="my-4 flex flex-wrap items-start gap-4">
      <p className="py-2 text-muted">{`${count} ${view.before ? 'older ' : ''}${noun}`}</p>
      <p role="status" className="flex-1 py-2 text-muted">
        <span key={todos.saveState}>{todos.saveState}</span>
      </p>
      {todos.todos.some(({ is_complete }) => is_complete) && (
        <details className="max-w-full">
          <summary className="button">Delete done</summary>
          <div className="mt-2 grid gap-2 rounded-lg border border-line p-4">
            <p>Delete every todo that is done? You can’t undo this.</p>
            <WriteForm
              todos={todos}
              form={todos.forms.deleteDone}
              fields={{}}
              change={{ kind: 'deleteDone' }}
              what="Couldn’t delete the todos that are done."
            >
              <button type="submit" className="button button-primary">
                Delete
              </button>
            </WriteForm>
          </div>
        </details>
      )}
    </footer>
  )
}
