import 'server-only'
import { auth, currentUser } from '@clerk/nextjs/server'
import type { User } from '@/shared/auth/user'
import { env } from './env'
import { inTime } from './in-time'

/** Who signs people in, for the header. */
export const providerName = 'Clerk'

/** Milliseconds that a page waits for no more than a name. */
const PATIENCE = 3_000

/** The user of this request, or null. Every page asks for itself. */
export async function getUser(): Promise<User | null> {
  env()
  const { userId } = await auth()
  if (!userId) return null
  try {
    const user = await inTime(currentUser(), PATIENCE)
    const address = user?.primaryEmailAddress
    const email = address?.verification?.status === 'verified' ? address.emailAddress : undefined
    return { id: userId, name: user?.fullName || address?.emailAddress || userId, email }
  } catch (error) {
    // Who it is, the session's own cookie proves; only what to call them has to be asked of Clerk.
    console.error('Clerk did not tell the name of a user:', error)
    return { id: userId, name: 'Your name cannot be shown right now', email: undefined }
  }
}

/** The session of this request, or null. */
export async function getSessionId(): Promise<string | null> {
  return (await auth()).sessionId
}

/** Where signing in begins; afterwards the user is back at `returnTo`, a path of this app. */
export function signInPath(returnTo: string): string {
  return `/sign-in?${new URLSearchParams({ redirect_url: returnTo })}`
}
