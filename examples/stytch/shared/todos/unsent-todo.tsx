'use client'

import { FailureHelp } from '../ui/failure-help'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import type { NewTodo } from './schema'
import type { Unsent } from './use-todos'

/** A todo that could not be stored: its text, why, and both ways on. */
export function UnsentTodo(props: {
  draft: Unsent
  add: (todo: NewTodo) => void
  discard: (todo: NewTodo) => void
}) {
  const { draft, add, discard } = props
  const { id, title, failure } = draft
  return (
    <Notice>
      <p>
        <span dir="auto">“{title}”</span> is not stored yet.
      </p>
      <FailureHelp failure={failure} />
      <div className="choices">
        <form action={() => add({ id, title })}>
          <SubmitButton>Try again</SubmitButton>
        </form>
        <button type="button" className="button" onClick={() => discard(draft)}>
          Discard
        </button>
      </div>
    </Notice>
  )
}
