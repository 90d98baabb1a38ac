import type { ReactNode } from 'react'
import { StytchClientProvider } from '@/app/stytch-provider'
import { env, ownApiUrl } from './env'

export { SignOut } from './sign-out'

/** Wraps every page. The browser signs users in at Stytch itself, and keeps the session alive. */
export function AuthProvider({ children }: { children: ReactNode }) {
  return (
    <StytchClientProvider publicToken={env().NEXT_PUBLIC_STYTCH_PUBLIC_TOKEN} apiUrl={ownApiUrl()}>
      {children}
    </StytchClientProvider>
  )
}
