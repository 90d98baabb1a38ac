import type { ReactNode } from 'react'

/** Something went wrong: told at once to screen readers, with what can be done about it. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div className="notice" role="alert">
      {children}
    </div>
  )
}
