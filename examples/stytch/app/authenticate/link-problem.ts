import { StytchAPIError } from '@stytch/nextjs'

/** Why a link signed nobody in, and what helps. */
export interface LinkProblem {
  sentence: string
  /** Whether the same link may work in a moment. */
  canRetry: boolean
}

const otherBrowser =
  'Open the link in the browser in which you asked for it, or ask for a new one here.'

/** By Stytch's name of the error (stytch.com/docs/api/errors). */
const sentences: Readonly<Record<string, string>> = {
  unable_to_auth_magic_link: 'This link was used already, or its time is over.',
  magic_link_not_found: 'This is not a link that was sent. Perhaps a part of it was lost.',
  pkce_expected_code_verifier: otherBrowser,
  pkce_mismatch: otherBrowser,
  pkce_did_not_expect_code_verifier:
    'This browser waits for another link, which has to be opened first. Or ask for a code.',
}

/** Nothing in the address says who wants to sign in. */
export const noLink: LinkProblem = {
  sentence: 'This page needs a link from your mail.',
  canRetry: false,
}

/** What to tell somebody whose link Stytch did not accept. */
export function linkProblem(error: unknown): LinkProblem {
  const sentence = error instanceof StytchAPIError ? sentences[error.error_type] : undefined
  return sentence
    ? { sentence, canRetry: false }
    : { sentence: 'Stytch could not be asked about this link.', canRetry: true }
}
