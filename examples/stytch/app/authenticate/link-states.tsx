import { readReturnTo } from '@/auth/return-to'
import type { LinkProblem } from './link-problem'

/** Asks before a link replaces the signed-in user: it may be another person's link. */
export function LinkQuestion({ user, onSignIn }: { user: string; onSignIn: () => void }) {
  return (
    <>
      <h1>You’re already signed in</h1>
      <p className="my-4">{`In this browser, you’re signed in as ${user}.`}</p>
      <div className="flex flex-wrap gap-3">
        <button type="button" className="button button-primary" onClick={onSignIn}>
          Sign in with the link
        </button>
        <a className="button" href="/">
          Stay signed in
        </a>
      </div>
    </>
  )
}

/** Says why a link didn't work, and what to do next. */
export function LinkFailure({
  problem: { sentence, canRetry },
  stillAs,
  onRetry,
}: {
  problem: LinkProblem
  /** The user who is signed in nevertheless. */
  stillAs: string | undefined
  onRetry: () => void
}) {
  const next = stillAs
    ? { label: 'Back to the app', href: '/' }
    : {
        label: 'Get a new link',
        href: `/login?${new URLSearchParams({ returnTo: readReturnTo() })}`,
      }
  return (
    <>
      <h1>{stillAs ? 'This link didn’t work' : 'You’re not signed in'}</h1>
      <p className="my-4">{sentence}</p>
      {stillAs && <p className="my-4">{`You’re still signed in as ${stillAs}.`}</p>}
      <div className="flex flex-wrap gap-3">
        {canRetry && (
          <button type="button" className="button button-primary" onClick={onRetry}>
            Try again
          </button>
        )}
        <a className={canRetry ? 'button' : 'button button-primary'} href={next.href}>
          {next.label}
        </a>
      </div>
    </>
  )
}
