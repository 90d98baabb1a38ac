const ORIGIN = 'http://app.invalid'

/**
 * A path of this app to go to after sign-in, made safe: whatever a browser could read as another
 * site (`//evil`, `/\evil`, `https:evil`, `/..//evil`, a control character that it drops) is `/`.
 */
export function safeReturnTo(value: string | null | undefined): string {
  if (!value?.startsWith('/') || /[\p{Cc}\\]/u.test(value)) return '/'
  if (!URL.canParse(value, ORIGIN)) return '/'
  const { origin, pathname, search } = new URL(value, ORIGIN)
  return origin === ORIGIN && !pathname.startsWith('//') ? `${pathname}${search}` : '/'
}
