'use client'

import { useRef } from 'react'
import type { TodoCounts } from './schema'
import type { SaveState } from './use-writes'

/** How many todos there are, whether the last change is stored, and the way to delete what is done. */
export function ListFooter(props: {
  counts: TodoCounts
  saveState: SaveState
  clearDone: () => void
}) {
  const { counts, saveState, clearDone } = props
  return (
    <footer className="list-footer">
      <p className="muted">
        {counts.active} to do, {counts.done} done
      </p>
      <p className="muted" role="status">
        {saveState === 'saving' && 'Saving…'}
        {saveState === 'saved' && 'Saved'}
        {saveState === 'failed' && 'Not saved'}
      </p>
      {counts.done > 0 && <ClearDone count={counts.done} clearDone={clearDone} />}
    </footer>
  )
}

function ClearDone({ count, clearDone }: { count: number; clearDone: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <>
      <button type="button" className="button" onClick={() => dialog.current?.showModal()}>
        Delete done
      </button>
      <dialog ref={dialog} aria-labelledby="clear-done">
        <p id="clear-done">
          Delete {count === 1 ? 'the todo that is' : `all ${count} todos that are`} done? This
          cannot be undone.
        </p>
        <div className="choices">
          <form
            action={() => {
              dialog.current?.close()
              return clearDone()
            }}
          >
            <button type="submit" className="button primary">
              Delete
            </button>
          </form>
          <form method="dialog">
            <button type="submit" className="button">
              Keep
            </button>
          </form>
        </div>
      </dialog>
    </>
  )
}
