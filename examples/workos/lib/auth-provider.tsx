import { withAuth } from '@workos-inc/authkit-nextjs'
import { AuthKitProvider } from '@workos-inc/authkit-nextjs/components'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { envProblems } from './env'

/** Gives Client Components WorkOS's hooks, such as `useAuth()`. */
export async function AuthProvider({ children }: { children: ReactNode }) {
  // A build knows neither the user nor the variables: nothing below may be rendered by it.
  await connection()
  if (envProblems().length > 0) return children
  // The access token stays on the server.
  const { accessToken: _, ...initialAuth } = await withAuth()
  return (
    // Its own check reloads the page whenever a tab comes back while the connection is gone, and
    // what was typed is lost. Whether the session lasts is asked by every page and action.
    <AuthKitProvider initialAuth={initialAuth} onSessionExpired={false}>
      {children}
    </AuthKitProvider>
  )
}
