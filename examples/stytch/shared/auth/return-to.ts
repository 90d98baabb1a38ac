const ORIGIN = 'http://app.invalid'

/** In characters. SDKs keep the address in a cookie until the sign-in ends, and browsers drop one of
 * more than 4,096 bytes: nobody could sign in. */
const LONGEST = 1_024

/**
 * A path of this app to go to after sign-in, made safe: whatever a browser could read as another
 * site (`//evil`, `/\evil`, `https:evil`, `/..//evil`, a control character that it drops) is `/`,
 * and so is what is too long to be kept.
 */
export function safeReturnTo(value: string | null | undefined): string {
  if (!value?.startsWith('/') || /[\p{Cc}\\]/u.test(value)) return '/'
  if (!URL.canParse(value, ORIGIN)) return '/'
  const { origin, pathname, search } = new URL(value, ORIGIN)
  const path = `${pathname}${search}`
  if (path.length > LONGEST) return '/'
  return origin === ORIGIN && !pathname.startsWith('//') ? path : '/'
}
