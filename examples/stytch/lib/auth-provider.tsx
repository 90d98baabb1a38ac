import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { StytchClientProvider } from '@/app/stytch-provider'
import { env, envProblems } from './env'
import { ownApiUrl } from './stytch'

/** Lets the browser talk to Stytch: it signs people in there, and keeps the session alive. */
export async function AuthProvider({ children }: { children: ReactNode }) {
  // A build knows neither the user nor the variables: nothing below may be rendered by it.
  await connection()
  if (envProblems().length > 0) return children
  return (
    <StytchClientProvider publicToken={env().NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN} apiUrl={ownApiUrl()}>
      {children}
    </StytchClientProvider>
  )
}
