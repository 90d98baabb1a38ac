/** What browsers tell about a request. Older ones, and programs, tell nothing. */
type Asked = Pick<Request, 'headers'>

/**
 * True if a user opens a page. A prefetch, and an image or a script with the address of a route that
 * starts a sign-in or ends a session, must do neither.
 */
export function isVisit({ headers }: Asked): boolean {
  const isPrefetch =
    headers.has('next-router-prefetch') ||
    ['purpose', 'sec-purpose'].some((name) => headers.get(name)?.includes('prefetch'))
  return !isPrefetch && (headers.get('sec-fetch-dest') ?? 'document') === 'document'
}

/** True if another site led here. A link there must not sign users out. */
export function isFromElsewhere({ headers }: Asked): boolean {
  return ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')
}
