import { connection } from 'next/server'
import type { ReactNode } from 'react'

/**
 * Kinde needs nothing in the browser: its own `KindeProvider` would fetch the tokens into the page,
 * where every script can read them.
 */
export async function AuthProvider({ children }: { children: ReactNode }) {
  // A build knows neither the user nor the variables: nothing below may be rendered by it.
  await connection()
  return children
}
