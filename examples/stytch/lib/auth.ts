import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import type { User } from '@/shared/auth/user'
import { env } from './env'
import { findSession, SESSION, SESSION_JWT } from './session'

/** Who signs people in, for the header. */
export const providerName = 'Stytch'

/**
 * The user of this request, or null. Every page, action and handler asks for itself; while one
 * page is rendered, Stytch is asked once.
 */
export const getUser = cache(async (): Promise<User | null> => {
  env()
  const jar = await cookies()
  const found = await findSession(jar.get(SESSION)?.value, jar.get(SESSION_JWT)?.value)
  if (!found) return null
  const { user_id: id, authentication_factors: factors } = found.session
  // Whoever signed in with this address has read its mail: it is verified.
  const email = factors.find((factor) => factor.email_factor)?.email_factor?.email_address
  return { id, name: email ?? id, email }
})

/** Where signing in begins; afterwards the user is back at `returnTo`, a path of this app. */
export function signInPath(returnTo: string): string {
  return `/login?${new URLSearchParams({ returnTo })}`
}
