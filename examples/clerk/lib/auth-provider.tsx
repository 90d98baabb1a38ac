import { ClerkProvider } from '@clerk/nextjs'
import { headers } from 'next/headers'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { readNonce } from '@/shared/security/content-security-policy'
import { ClerkDown } from './clerk-down'
import { env, envProblems } from './env'
import { InsForgeProvider } from './insforge-provider'

/** The app's red: Clerk's own has too little contrast for small text. */
const appearance = { variables: { colorDanger: 'var(--danger)' } }

/** Gives the pages Clerk's components and hooks, and tells them the page's nonce, which their scripts
 * and styles have to carry. */
export async function AuthProvider({ children }: { children: ReactNode }) {
  // A build knows neither the user nor the variables: nothing below may be rendered by it.
  await connection()
  if (envProblems().length > 0) return children
  const nonce = readNonce((await headers()).get('Content-Security-Policy'))
  return (
    <ClerkProvider
      dynamic
      {...(nonce && { nonce })}
      signInUrl="/sign-in"
      signUpUrl="/sign-up"
      afterSignOutUrl="/sign-in"
      appearance={appearance}
    >
      <ClerkDown />
      <InsForgeProvider url={env().NEXT_PUBLIC_INSFORGE_URL}>{children}</InsForgeProvider>
    </ClerkProvider>
  )
}
