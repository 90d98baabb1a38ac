import 'server-only'
import { auth, currentUser } from '@clerk/nextjs/server'
import type { User } from '@/shared/auth/user'
import { env } from './env'

/** Who signs people in, for the header. */
export const providerName = 'Clerk'

/** The user of this request, or null. Every page asks for itself. */
export async function getUser(): Promise<User | null> {
  env()
  const { userId } = await auth()
  if (!userId) return null
  const user = await currentUser()
  const address = user?.primaryEmailAddress
  const email = address?.verification?.status === 'verified' ? address.emailAddress : undefined
  return { id: userId, name: user?.fullName || address?.emailAddress || userId, email }
}

/** Where signing in begins; afterwards the user is back at `returnTo`, a path of this app. */
export function signInPath(returnTo: string): string {
  return `/sign-in?${new URLSearchParams({ redirect_url: returnTo })}`
}
