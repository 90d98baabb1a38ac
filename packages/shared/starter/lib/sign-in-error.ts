import { logCause } from './log'

/** OAuth's words for a failure (RFC 6749, 4.1.2.1 and 5.2). Nothing else of a text is for a log. */
const WORDS =
  /\b(access_denied|invalid_(client|grant|request|scope)|(unauthorized|unsupported)_\w+|server_error|temporarily_unavailable)\b/

/** The OAuth error that a text names, or undefined. */
export const oauthError = (text: string): string | undefined => WORDS.exec(text)?.[0]

/**
 * Logs why a sign-in failed, and returns the page on which it ends. In development that page names
 * the cause, too.
 */
export function signInError(cause: string): string {
  logCause('The sign-in failed.', { cause })
  const query = process.env.NODE_ENV === 'development' ? `?${new URLSearchParams({ cause })}` : ''
  return `/sign-in-error${query}`
}
