import { signOut } from '@workos-inc/authkit-nextjs'
import { AuthKitProvider } from '@workos-inc/authkit-nextjs/components'
import type { ReactNode } from 'react'
import { appUrl, getSession } from './session'

/** Wraps every page. It gives Client Components WorkOS's hooks, such as `useAuth()`. */
export async function AuthProvider({ children }: { children: ReactNode }) {
  // The access token stays on the server.
  const { accessToken: _, ...initialAuth } = await getSession()
  return (
    // WorkOS's own check would reload the page when a tab comes back while the connection is gone,
    // and what was typed would be lost. Every page and action checks the session anyway.
    <AuthKitProvider initialAuth={initialAuth} onSessionExpired={false}>
      {children}
    </AuthKitProvider>
  )
}

/** Ends the session here and at WorkOS. */
export function SignOut() {
  async function action() {
    'use server'
    await signOut({ returnTo: appUrl() })
  }
  return (
    <form action={action}>
      <button type="submit" className="button">
        Sign out
      </button>
    </form>
  )
}
