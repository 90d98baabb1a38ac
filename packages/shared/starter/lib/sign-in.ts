import { logCause } from './log'

/**
 * True if a user opens a page. A prefetch, and an image or a script with the address of a route that
 * starts a sign-in or ends a session, must do neither. Older browsers, and programs, tell nothing.
 */
export function isVisit({ headers }: Pick<Request, 'headers'>): boolean {
  const isPrefetch =
    headers.has('next-router-prefetch') ||
    ['purpose', 'sec-purpose'].some((name) => headers.get(name)?.includes('prefetch'))
  return !isPrefetch && (headers.get('sec-fetch-dest') ?? 'document') === 'document'
}

/** True if another site led here. A link there must not sign users out. */
export function isFromElsewhere({ headers }: Pick<Request, 'headers'>): boolean {
  return ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
}

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
