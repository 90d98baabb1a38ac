'use client'

import { useEffect, useRef } from 'react'
import { SubmitButton } from '../ui/submit-button'
import type { Todo } from './schema'

/** Offers to put a deleted todo back, for as long as nothing else is deleted. */
export function UndoDelete(props: {
  todo: Todo
  restore: (todo: Todo) => void
  dismiss: () => void
}) {
  const { todo, restore, dismiss } = props
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // The button that was pressed is gone with its todo: the keyboard goes on from here.
    if (document.activeElement?.matches('body, .todos')) place.current?.focus()
  }, [])
  return (
    <div className="undo" ref={place} tabIndex={-1}>
      <span className="undo-text" role="status">
        Deleted <span dir="auto">“{todo.title}”</span>
      </span>
      <form action={() => restore(todo)}>
        <SubmitButton>Undo</SubmitButton>
      </form>
      <button type="button" className="icon-button" onClick={dismiss}>
        <span aria-hidden="true">×</span>
        <span className="visually-hidden">Dismiss</span>
      </button>
    </div>
  )
}
