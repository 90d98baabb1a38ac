import type { ReactNode } from 'react'

/**
 * Kinde needs nothing in the browser. Its own `KindeProvider` would fetch the tokens into the page,
 * where every script can read them.
 */
export function AuthProvider({ children }: { children: ReactNode }) {
  return children
}

/** Ends the session here and at Kinde. A plain link: a prefetching one would sign the user out. */
export function SignOut() {
  return (
    <a href="/api/auth/logout" className="button">
      Sign out
    </a>
  )
}
