import 'server-only'
import { cookies } from 'next/headers'
import { cache } from 'react'
import { env } from './env'
import { findSession, SESSION, SESSION_JWT } from './stytch-session'

/** The name of the provider, for the landing page. */
export const providerName = 'Stytch'

/** The signed-in user. `id` owns their rows; `email` is one that the provider has verified. */
export interface User {
  id: string
  name: string
  email: string | undefined
}

/**
 * Returns the user of this request, or null. Every page, action and handler asks for itself; the
 * session is opened and verified once per request.
 */
export const getUser = cache(async (): Promise<User | null> => {
  env()
  const jar = await cookies()
  const found = await findSession(jar.get(SESSION)?.value, jar.get(SESSION_JWT)?.value)
  if (!found) return null
  const { user_id: id, authentication_factors: factors } = found.session
  // A link or a code sent to this address was used: it is verified.
  const email = factors.find((factor) => factor.email_factor)?.email_factor?.email_address
  return { id, name: email ?? id, email }
})

/** Where a sign-in starts. Afterwards the user is at `returnTo`, a path of this app. */
export const signInPath = (returnTo: string) => `/login?${new URLSearchParams({ returnTo })}`

/** Where a sign-up starts, as above: Stytch's form signs up an address that it doesn't know. */
export const signUpPath = signInPath
