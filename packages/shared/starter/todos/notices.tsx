'use client'

import { useEffect, useRef } from 'react'
import { FailureHelp, Notice } from '@/components/notice'
import { canRetry } from '@/lib/result'
import type { Todo } from './schema'
import type { FailedWrite, Todos } from './use-todos'
import { WriteForm } from './write-form'

/** A write that failed: what, why, and what to do now. The text of a new todo stays. */
export function UnsavedWrite({ write }: { write: FailedWrite }) {
  const { what, failure, title = '', retry, dismiss } = write

  function reload() {
    location.hash = `draft=${encodeURIComponent(title)}`
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
          Dismiss
        </button>
      </div>
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
      className="my-4 flex items-center gap-2 rounded-lg bg-surface p-1"
    >
      <p role="status" className="min-w-0 flex-1 ps-3 wrap-anywhere">
        <span>Deleted</span> <span dir="auto">“{title}”</span>
      </p>
      <WriteForm
        todos={todos}
        form={todos.forms.restore}
        fields={{ id, title, is_complete: String(is_complete), created_at }}
        toWrite={() => ({
          change: { kind: 'restore', todo },
          what: `“${title}” wasn’t restored.`,
        })}
      >
        <button type="submit" className="button">
          Undo
        </button>
      </WriteForm>
    </div>
  )
}
