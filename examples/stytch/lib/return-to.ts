import { safeReturnTo } from '@/shared/auth/return-to'

/** Where this browser keeps it: the link in the mail opens another tab. */
const KEY = 'return-to'

/** Keeps where to go after a sign-in that ends on another page. */
export function rememberReturnTo(returnTo: string): void {
  window.localStorage.setItem(KEY, returnTo)
}

/** Where to go after signing in, a path of this app. */
export function readReturnTo(): string {
  return safeReturnTo(window.localStorage.getItem(KEY))
}

/** Where to go now, as above; the next sign-in begins anew. */
export function takeReturnTo(): string {
  const returnTo = readReturnTo()
  window.localStorage.removeItem(KEY)
  return returnTo
}
