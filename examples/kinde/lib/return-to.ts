const ORIGIN = 'http://app.invalid'

/** In characters. SDKs keep the return URL in a cookie, and browsers drop one of over 4,096 bytes. */
const MAX_LENGTH = 1_024

/**
 * The path of this app to return to after sign-in. Whatever a browser could read as another site
 * (`//evil`, `/\evil`, `https:evil`, `/..//evil`, a control character) becomes `/`, and so does
 * a path that is too long to be kept.
 */
export function safeReturnTo(value: string | null | undefined): string {
  if (!value?.startsWith('/') || /[\p{Cc}\\]/u.test(value)) return '/'
  if (!URL.canParse(value, ORIGIN)) return '/'
  const { origin, pathname, search } = new URL(value, ORIGIN)
  const path = `${pathname}${search}`
  if (path.length > MAX_LENGTH) return '/'
  return origin === ORIGIN && !pathname.startsWith('//') ? path : '/'
}
