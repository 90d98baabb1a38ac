import type { ReactNode } from 'react'
import type { Failure } from '@/lib/result'

/** Something went wrong: announced at once, with what can be done about it. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="my-4 grid gap-2 rounded-lg border border-danger px-4 py-3">
      {children}
    </div>
  )
}

/** Why something failed, and the next step if there is one other than trying again. */
export function FailureHelp({ failure }: { failure: Failure }) {
  return (
    <p>
      <span>{failure.message}</span>{' '}
      {failure.code === 'unauthenticated' && (
        // In a tab of its own, so that what is on this page stays.
        <a href="/" target="_blank" rel="noopener">
          Sign in
        </a>
      )}
    </p>
  )
}
