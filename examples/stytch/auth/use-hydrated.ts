import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** True once the page's scripts run. Before that, a click that only a script answers would be lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
