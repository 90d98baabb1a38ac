import { withAuth } from '@workos-inc/authkit-nextjs'
import { AuthKitProvider } from '@workos-inc/authkit-nextjs/components'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { envProblems } from './env'

/** Lets WorkOS notice in the browser that the session has ended, and reload the page then. */
export async function AuthProvider({ children }: { children: ReactNode }) {
  // A build knows neither the user nor the variables: nothing below may be rendered by it.
  await connection()
  if (envProblems().length > 0) return children
  // The access token stays on the server.
  const { accessToken: _, ...initialAuth } = await withAuth()
  return <AuthKitProvider initialAuth={initialAuth}>{children}</AuthKitProvider>
}
