import 'server-only'
import { z } from 'zod'
import type { User } from '@/shared/auth/user'
import { auth0 } from './auth0'

/** Who signs people in, for the header. */
export const providerName = 'Auth0'

/** A claim that is there, or not, or is something else. */
const text = z.string().optional().catch(undefined)

/** What Auth0 says of everybody, and what its Action adds; a session can be of an older Action. */
const sessionSchema = z.object({
  user: z.object({
    sub: z.string().min(1),
    name: text,
    email: text,
    email_verified: z.unknown(),
  }),
  claims: z.object({ display_name: text }).optional(),
})

/** The user of this request, or null. Every page, action and handler asks for itself. */
export async function getUser(): Promise<User | null> {
  const { data: session } = sessionSchema.safeParse(await auth0().getSession())
  if (!session) return null
  const { sub, name, email, email_verified } = session.user
  return {
    id: sub,
    name: session.claims?.display_name || name || email || sub,
    email: email_verified === true ? email : undefined,
  }
}

/** Where signing in begins; afterwards the user is back at `returnTo`, a path of this app. */
export function signInPath(returnTo: string): string {
  return `/auth/login?${new URLSearchParams({ returnTo })}`
}
