'use client'

import { startTransition, useOptimistic, useRef, useState } from 'react'
import { attempt } from '../attempt'
import type { Failure, Result, Success } from '../result'
import type { TodoList } from './list'
import { applyChange, type Change } from './list-state'
import type { Filter } from './schema'

/** What the last write came to; null before the first one. */
export type SaveState = 'saving' | 'saved' | 'failed' | null

/**
 * The list as the database said last, and over it what is being written: a change is shown at once,
 * and gives way to the database's answer, or to what was there before, when that arrives.
 *
 * `showAtOnce` and `write` are for form actions and transitions.
 *
 * @param loaded What the server read; a new one (another filter, a refresh) replaces the list, while
 *   writes that are under way go on.
 */
export function useWrites(loaded: Result<TodoList>, filter: Filter) {
  const [seen, setSeen] = useState(loaded)
  const [list, setList] = useState(() => listOf(loaded, filter))
  if (seen !== loaded) {
    setSeen(loaded)
    setList(listOf(loaded, filter))
  }
  const [lastSave, setLastSave] = useState<SaveState>(null)
  const [shown, showAtOnce] = useOptimistic(list, applyChange)
  const [saveState, setSaveState] = useOptimistic(lastSave)
  const queue = useRef<Promise<unknown>>(Promise.resolve())

  const settle = (change: Change) =>
    startTransition(() => setList((all) => applyChange(all, change)))

  /** Writes one after the other: what was done first must arrive first. */
  async function write<T, F extends Failure>(
    call: () => Promise<Success<T> | F>,
    toChange: (data: T) => Change,
  ): Promise<Success<T> | F | Failure> {
    setSaveState('saving')
    const answer = queue.current.then(() => attempt(call))
    queue.current = answer
    const result = await answer
    if (result.ok) settle(toChange(result.data))
    startTransition(() => setLastSave(result.ok ? 'saved' : 'failed'))
    return result
  }

  return { shown, saveState, showAtOnce, settle, write }
}

/** Where nothing could be read there is nothing to show; that it failed is shown beside it. */
function listOf(loaded: Result<TodoList>, filter: Filter): TodoList {
  return loaded.ok ? loaded.data : { filter, todos: [], next: null, counts: { active: 0, done: 0 } }
}
