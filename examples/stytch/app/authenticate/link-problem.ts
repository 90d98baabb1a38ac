import { StytchAPIError } from '@stytch/nextjs'

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
