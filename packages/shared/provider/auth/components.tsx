import type { ReactNode } from 'react'

export function AuthProvider({ children }: { children: ReactNode }) {
  return children
}

export function SignOut() {
  return <a href="/sign-out">Sign out</a>
}
