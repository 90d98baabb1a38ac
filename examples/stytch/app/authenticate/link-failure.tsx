import { readReturnTo } from '@/lib/return-to'
import type { LinkProblem } from './link-problem'

/** Says why a link signed nobody in, and how to go on. */
export function LinkFailure({
  problem: { sentence, canRetry },
  stillAs,
  onRetry,
}: {
  problem: LinkProblem
  /** Who is signed in nevertheless. */
  stillAs: string | undefined
  onRetry: () => void
}) {
  const wayOn = stillAs
    ? { label: 'Back to your todos', href: '/' }
    : {
        label: 'Ask for a new link',
        href: `/login?${new URLSearchParams({ returnTo: readReturnTo() })}`,
      }
  return (
    <main className="page authenticate">
      <h1>{stillAs ? 'This link does not work' : 'You are not signed in'}</h1>
      <p>{sentence}</p>
      {stillAs && <p>You are still signed in as {stillAs}.</p>}
      <p className="choices">
        {canRetry && (
          <button type="button" className="button primary" onClick={onRetry}>
            Try again
          </button>
        )}
        <a className={canRetry ? 'button' : 'button primary'} href={wayOn.href}>
          {wayOn.label}
        </a>
      </p>
    </main>
  )
}
