const ORIGIN = 'http://app.invalid'

/** In characters. SDKs keep the return URL in a cookie, and browsers drop one of over 4,096 bytes. */
const MAX_LENGTH = 1_024

/**
 * The path of this app to return to after sign-in. Whatever a browser could read as another site
 * (`//evil`, `/\evil`, `https:evil`, `/..//evil`, a control character) becomes `/`, and so does
 * a path that is too long to be kept.
 *
 * @param authRoutes Start or end a session. They become `/`, too: to return there would sign a user
 *   in again, or out.
 */
export function safeReturnTo(
  value: string | null | undefined,
  authRoutes: readonly string[],
): string {
  if (!value?.startsWith('/') || /[\p{Cc}\\]/u.test(value)) return '/'
  if (!URL.canParse(value, ORIGIN)) return '/'
  const { origin, pathname, search } = new URL(value, ORIGIN)
  const path = `${pathname}${search}`
  if (path.length > MAX_LENGTH || isAuthRoute(pathname, authRoutes)) return '/'
  return origin === ORIGIN && !pathname.startsWith('//') ? path : '/'
}

/** Next finds a route by the decoded path. What can't be decoded is none of this app's. */
function isAuthRoute(pathname: string, authRoutes: readonly string[]): boolean {
  try {
    const path = `${decodeURIComponent(pathname)}/`
    return authRoutes.some((route) => path.startsWith(`${route}/`))
  } catch {
    return true
  }
}
