import { Notice } from '@/components/notice'
import { canRetry } from '@/lib/result'
import { WriteForm } from './forms'
import type { Todo } from './schema'
import type { FailedWrite, Todos } from './use-todos'

/** A write that failed: what, why, and what to do now. What was typed stays. */
export function UnsavedWrite({ write, dismiss }: { write: FailedWrite; dismiss: () => void }) {
  const { what, title = '', failure, retry } = write
  const reload = () => {
    location.hash = `draft=${encodeURIComponent(title)}`
    location.reload()
  }
  const isOutdated = failure.code === 'outdated'
  return (
    <Notice what={what} failure={failure}>
      <div className="flex flex-wrap gap-2">
        {(isOutdated || canRetry(failure)) && (
          <button type="button" className="button" onClick={isOutdated ? reload : retry}>
            {isOutdated ? 'Reload' : 'Try again'}
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
  const columns = Object.entries(todo).filter(([, value]) => value !== null)
  const fields = Object.fromEntries(columns.map(([name, value]) => [name, String(value)]))
  return (
    <div ref={focusIfLost} tabIndex={-1} className="my-4 flex items-center bg-surface p-1">
      <p role="status" className="min-w-0 flex-1 ps-3 wrap-anywhere">
        <span>Deleted</span>{' '}
        <span>
          “<bdi>{todo.title}</bdi>”
        </span>
      </p>
      <WriteForm
        todos={todos}
        form={todos.forms.restore}
        fields={fields}
        toWrite={() => ({ what: `“${todo.title}” wasn’t restored.` })}
      >
        <button type="submit" className="button">
          Undo
        </button>
      </WriteForm>
    </div>
  )
}

/** The button that was pressed is gone with its todo: the keyboard goes on from here. */
function focusIfLost(element: HTMLElement | null) {
  if (document.activeElement?.matches('body, ul')) element?.focus()
}

/** Deletes every todo that is done. It asks first, without JavaScript too. */
export function DeleteDone({ todos }: { todos: Todos }) {
  return (
    <details>
      <summary className="button">Delete done</summary>
      <WriteForm
        todos={todos}
        form={todos.forms.deleteDone}
        fields={{}}
        toWrite={() => ({
          change: (all) => all.filter(({ is_complete }) => !is_complete),
          what: 'Couldn’t delete the todos that are done.',
        })}
        className="mt-2 grid gap-2 rounded-lg border border-line p-4"
      >
        <p>Delete every todo that is done? You can’t undo this.</p>
        <button type="submit" className="button button-primary justify-self-start">
          Delete
        </button>
      </WriteForm>
    </details>
  )
}
