import type { SaveState } from './use-todos'

/** Tells, to screen readers too, whether the last change has been stored. */
export function SaveStatus({ state }: { state: SaveState }) {
  return (
    <p className="muted save-status" role="status">
      {state === 'saving' && 'Saving…'}
      {state === 'saved' && 'Saved'}
    </p>
  )
}
