import type { ReactNode } from 'react'

/** Auth0's SDK needs nothing around the pages: they know the user from the server. */
export function AuthProvider({ children }: { children: ReactNode }) {
  return children
}

/** Ends the session here and at Auth0. A plain link: a prefetching one would sign the user out. */
export function SignOut() {
  return (
    <a href="/auth/logout" className="button">
      Sign out
    </a>
  )
}
