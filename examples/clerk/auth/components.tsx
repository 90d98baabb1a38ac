import { ClerkProvider, UserButton } from '@clerk/nextjs'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { readNonce } from '@/lib/security-policy'
import { env } from './env'
import { InsForgeProvider } from './insforge-provider'
import { Hydrated } from './waiting'

/** The app's red: Clerk's own has too little contrast for small text. */
const appearance = { variables: { colorDanger: 'var(--color-danger)' } }

/**
 * Wraps every page. It gives Client Components Clerk's hooks and `useInsForge()`, and Clerk's
 * scripts and styles the page's nonce.
 */
export async function AuthProvider({ children }: { children: ReactNode }) {
  const nonce = readNonce((await headers()).get('Content-Security-Policy'))
  return (
    <ClerkProvider
      dynamic
      {...(nonce && { nonce })}
      signInUrl="/sign-in"
      signUpUrl="/sign-up"
      afterSignOutUrl="/"
      appearance={appearance}
    >
      <InsForgeProvider url={env().NEXT_PUBLIC_INSFORGE_URL}>{children}</InsForgeProvider>
    </ClerkProvider>
  )
}

/** Clerk's button for the account and sign-out. Its place is kept until Clerk's scripts make it. */
export function SignOut() {
  return (
    <div className="user-button size-11 shrink-0">
      <Hydrated>
        <UserButton />
      </Hydrated>
    </div>
  )
}
