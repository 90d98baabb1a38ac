import { safeReturnTo } from '@/lib/return-to'

/** The path to return to after sign-in, which is no page that signs users in. */
export const pathAfterSignIn = (value: string | null | undefined): string =>
  safeReturnTo(value, ['/login', '/authenticate'])

/** The key in this browser's storage: the link in the email opens another tab. */
const KEY = 'return-to'

/** Keeps where to go after a sign-in that ends on another page. */
export function rememberReturnTo(returnTo: string): void {
  withStorage((storage) => storage.setItem(KEY, returnTo))
}

/** Returns where to go after sign-in, a path of this app. */
export function readReturnTo(): string {
  return pathAfterSignIn(withStorage((storage) => storage.getItem(KEY)))
}

/** Returns where to go now, as above. The next sign-in starts afresh. */
export function takeReturnTo(): string {
  const returnTo = readReturnTo()
  withStorage((storage) => storage.removeItem(KEY))
  return returnTo
}

/** Browsers that block storage, or have none left, throw. The return URL isn't worth a sign-in. */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(window.localStorage)
  } catch {
    return undefined
  }
}
