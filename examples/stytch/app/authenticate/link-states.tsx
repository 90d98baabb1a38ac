import { StytchAPIError } from '@stytch/nextjs'
import { readReturnTo } from '@/auth/return-to'

/** Why a link didn't sign the user in, and what helps. */
export interface LinkProblem {
  sentence: string
  /** True if the same link may work in a moment. */
  canRetry: boolean
}

const otherBrowser = 'Open the link in the browser that you requested it in, or get a new one here.'

/** By Stytch's name of the error (stytch.com/docs/api/errors). */
const sentences: Readonly<Record<string, string>> = {
  unable_to_auth_magic_link: 'This link has expired or was already used.',
  magic_link_not_found: 'This link isn’t valid. Part of it may be missing.',
  unable_to_auth_oauth_token: 'This sign-in has expired or was already used.',
  oauth_token_not_found: 'This sign-in isn’t valid. Begin again.',
  pkce_expected_code_verifier: otherBrowser,
  pkce_mismatch: otherBrowser,
  pkce_did_not_expect_code_verifier:
    'This browser expects another link. Open that one first, or ask for a code.',
}

/** The page was opened without a link. */
export const noLink: LinkProblem = {
  sentence: 'Open this page with the link from your email.',
  canRetry: false,
}

/** Returns what to tell a user whose link Stytch didn't accept. */
export function linkProblem(error: unknown): LinkProblem {
  const sentence = error instanceof StytchAPIError ? sentences[error.error_type] : undefined
  return sentence
    ? { sentence, canRetry: false }
    : { sentence: 'Couldn’t reach Stytch to check this link.', canRetry: true }
}

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
