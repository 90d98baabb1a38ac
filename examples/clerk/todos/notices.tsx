'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useRef } from 'react'
import { FailureHelp, Notice } from '@/components/notice'
import { canRetry, type Failure } from '@/lib/result'
import { keepDraft } from './new-todo-form'
import type { Todo } from './schema'
import type { FailedWrite, Todos } from './use-todos'
import { WriteForm } from './write-form'

/** A write that failed: what, why, and what to do now. The text of a new todo stays. */
export function UnsavedWrite({ write }: { write: FailedWrite }) {
  const { what, failure, title, retry, dismiss } = write

  function reload() {
    if (title) keepDraft(title)
    location.reload()
  }

  return (
    <Notice>
      <p dir="auto">{what}</p>
      <FailureHelp failure={failure} />
      <div className="flex flex-wrap gap-2">
        {failure.code === 'outdated' && (
          <button type="button" className="button" onClick={reload}>
            Reload
          </button>
        )}
        {canRetry(failure) && (
          <button type="button" className="button" onClick={retry}>
            Try again
          </button>
        )}
        <button type="button" className="button" onClick={dismiss}>
          {title ? 'Discard' : 'Dismiss'}
        </button>
      </div>
    </Notice>
  )
}

/** The answer to a form that was sent without JavaScript. */
export function RefusedForm({ failure }: { failure: Failure }) {
  return (
    <Notice>
      <p>Your last change wasn’t saved.</p>
      <FailureHelp failure={failure} />
    </Notice>
  )
}

/** In place of a list that couldn't be read: an outage must not look like an empty list. */
export function LoadFailed({ failure }: { failure: Failure }) {
  const router = useRouter()
  return (
    <Notice>
      <p>Couldn’t load your todos.</p>
      <FailureHelp failure={failure} />
      {canRetry(failure) && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            startTransition(() => router.refresh())
          }}
        >
          <button type="submit" className="button">
            Try again
          </button>
        </form>
      )}
    </Notice>
  )
}

/** Offers to restore a deleted todo, until something else is written. */
export function Undo({ todo, todos }: { todo: Todo; todos: Todos }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The button that was pressed is gone with its todo: the keyboard goes on from here.
    if (document.activeElement?.matches('body, ul')) place.current?.focus()
  }, [])
  const { id, title, is_complete, created_at } = todo
  return (
    <div
      ref={place}
      tabIndex={-1}
      className="my-4 flex items-center gap-2 rounded-lg bg-surface py-1 pe-1 ps-4"
    >
      <p role="status" className="min-w-0 flex-1 wrap-anywhere">
        <span>Deleted</span> <span dir="auto">“{title}”</span>
      </p>
      <WriteForm
        todos={todos}
        form={todos.forms.restore}
        fields={{ id, title, is_complete: String(is_complete), created_at }}
        change={{ kind: 'restore', todo }}
        what={`“${title}” wasn’t restored.`}
      >
        <button type="submit" className="button">
          Undo
        </button>
      </WriteForm>
    </div>
  )
}
