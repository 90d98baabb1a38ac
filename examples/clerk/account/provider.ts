import 'server-only'
import { clerkClient } from '@clerk/nextjs/server'

/** Deletes a user at Clerk, with their sessions. Throws if there is none (404), or if it fails. */
export async function deleteUser(id: string): Promise<void> {
  const { users } = await clerkClient()
  await users.deleteUser(id)
}
