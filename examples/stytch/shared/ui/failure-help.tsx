import type { Failure } from '../result'

/** Why something failed, and the next step where there is one other than trying again. */
export function FailureHelp({ failure }: { failure: Failure }) {
  return (
    <p>
      {failure.message}{' '}
      {failure.code === 'unauthenticated' && (
        // In a tab of its own, so that what is on this page stays.
        <a href="/" target="_blank" rel="noopener">
          Sign in
        </a>
      )}
    </p>
  )
}
