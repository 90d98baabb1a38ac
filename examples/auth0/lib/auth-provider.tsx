import { connection } from 'next/server'
import type { ReactNode } from 'react'

/** Auth0's SDK needs nothing around the pages: they know who the user is from the server. */
export async function AuthProvider({ children }: { children: ReactNode }) {
  // A page that was rendered by the build would have no nonce for its scripts.
  await connection()
  return children
}
