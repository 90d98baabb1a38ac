import type { ReactNode } from 'react'
import type { Failure } from '@/lib/result'

/** Something went wrong: announced at once, with why, and with what can be done about it. */
export function Notice(props: { what?: string; failure?: Failure; children?: ReactNode }) {
  const { what, failure, children } = props
  return (
    <div role="alert" className="my-4 grid gap-2 rounded-lg border border-danger px-4 py-3">
      {what && <p dir="auto">{what}</p>}
      {failure && (
        <p>
          <span>{failure.message}</span>{' '}
          {failure.code === 'unauthenticated' && (
            // In a tab of its own, so that what is on this page stays.
            <a href="/" target="_blank" rel="noopener">
              Sign in
            </a>
          )}
        </p>
      )}
      {children}
    </div>
  )
}
