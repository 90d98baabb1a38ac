import 'server-only'
import { auth, currentUser } from '@clerk/nextjs/server'
import { cache } from 'react'
import { logCause } from '@/lib/log'
import { env } from './env'
import { inTime } from './in-time'

/** The name of the provider, for the landing page. */
export const providerName = 'Clerk'

/** The signed-in user. `id` owns their rows; `email` is one that the provider has verified. */
export interface User {
  id: string
  name: string
  email: string | undefined
}

/** Milliseconds that a page waits for a name, and that a name is good for. */
const PATIENCE = 3_000
const MEMORY = 60_000

/** Returns the user of this request, or null. Every page asks for itself. */
export const getUser = cache(async (): Promise<User | null> => {
  env()
  const { userId } = await auth()
  if (!userId) return null
  try {
    const user = await askOnce(userId)
    const address = user?.primaryEmailAddress
    const email = address?.verification?.status === 'verified' ? address.emailAddress : undefined
    return { id: userId, name: user?.fullName || address?.emailAddress || userId, email }
  } catch (error) {
    // The session's cookie proves the id. Only the name needs a request to Clerk.
    logCause('Clerk did not return the name of a user.', { error: String(error) })
    return { id: userId, name: 'Name unavailable', email: undefined }
  }
})

/** What Clerk knows about the users of the last minute, by id: it isn't asked on every view. */
const asked = new Map<string, ReturnType<typeof currentUser>>()

function askOnce(userId: string) {
  const known = asked.get(userId)
  if (known) return known
  const user = inTime(currentUser(), PATIENCE)
  asked.set(userId, user)
  user.catch(() => asked.delete(userId))
  setTimeout(() => asked.delete(userId), MEMORY).unref()
  return user
}

/** Where a sign-in starts. Afterwards the user is at `returnTo`, a path of this app. */
export const signInPath = (returnTo: string) =>
  `/sign-in?${new URLSearchParams({ redirect_url: returnTo })}`

/** Where a sign-up starts, as above. */
export const signUpPath = (returnTo: string) =>
  `/sign-up?${new URLSearchParams({ redirect_url: returnTo })}`
