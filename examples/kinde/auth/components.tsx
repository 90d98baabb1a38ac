import type { ReactNode } from 'react'

/** Kinde's own provider would fetch the tokens into the page, where every script can read them. */
export const AuthProvider = ({ children }: { children: ReactNode }) => children

/** Ends the session here and at Kinde. A plain link: a prefetching one would sign the user out. */
export const SignOut = () => (
  <a href="/api/auth/logout" className="button">
    Sign out
  </a>
)
