import type { ReactNode } from 'react'

/** Auth0's SDK needs nothing around the pages: they know the user from the server. */
export const AuthProvider = ({ children }: { children: ReactNode }) => children

/** Ends the session here and at Auth0. A plain link: a prefetching one would sign the user out. */
export const SignOut = () => (
  <a href="/auth/logout" className="button">
    Sign out
  </a>
)
