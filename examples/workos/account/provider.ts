import 'server-only'
import { getWorkOS } from '@workos-inc/authkit-nextjs'
import { cookies } from 'next/headers'
import { getSession, sessionCookie } from '@/auth/session'

/** What WorkOS knows of the signed-in user. The address is verified if the user's `email` is set. */
export async function readProfile(): Promise<{ address?: string }> {
  const { user } = await getSession()
  return user ? { address: user.email } : {}
}

/** Deletes a user at WorkOS, with their sessions. Throws if there is none (404), or if it fails. */
export const deleteUser = (id: string): Promise<void> => getWorkOS().userManagement.deleteUser(id)

/** Ends the session in this browser. WorkOS has ended it with the user. */
export async function endSession(): Promise<void> {
  const jar = await cookies()
  jar.delete(sessionCookie())
}
