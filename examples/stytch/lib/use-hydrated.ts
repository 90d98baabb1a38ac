import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether the page's scripts are there: before that, what only a script answers is a click that is lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
