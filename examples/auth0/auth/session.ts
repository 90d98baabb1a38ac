import 'server-only'
import { cache } from 'react'
import { auth0 } from '@/lib/auth0'
import * as z from '@/lib/validation'
import { isTrusted } from './renewal'

/** The name of the provider, for the landing page. */
export const providerName = 'Auth0'

/** The signed-in user. `id` owns their rows; `email` is one that the provider has verified. */
export interface User {
  id: string
  name: string
  email: string | undefined
}

/** A claim that may be missing, or of another type. */
const text = z.string().optional().catch(undefined)

/** Auth0's claims, and those of the Action. The session may be older than today's Action. */
const sessionSchema = z.object({
  user: z.object({ sub: z.string().min(1), name: text, email: text, email_verified: z.unknown() }),
  claims: z.object({ display_name: text }).optional(),
  confirmedAt: z.unknown(),
})

/** Returns the user of this request, or null. Every page, action and handler asks for itself. */
export const getUser = cache(async (): Promise<User | null> => {
  const { data: session } = sessionSchema.safeParse(await auth0().getSession())
  if (!session || !isTrusted(session.confirmedAt)) return null
  const { sub, name, email, email_verified } = session.user
  return {
    id: sub,
    name: session.claims?.display_name || name || email || sub,
    email: email_verified === true ? email : undefined,
  }
})

/** Where a sign-in starts. Afterwards the user is at `returnTo`, a path of this app. */
export const signInPath = (returnTo: string) => `/auth/login?${new URLSearchParams({ returnTo })}`

/** Where a sign-up starts, as above. */
export const signUpPath = (returnTo: string) => `${signInPath(returnTo)}&screen_hint=signup`
