import 'server-only'
import { cookies } from 'next/headers'
import { getUser } from '@/auth/session'
import { stytch } from '@/auth/stytch'
import { SESSION, SESSION_JWT } from '@/auth/stytch-session'

/** What Stytch knows of the signed-in user: an address that a link or a code was sent to. */
export async function readProfile(): Promise<{ address?: string }> {
  const address = (await getUser())?.email
  return address ? { address } : {}
}

/** Deletes a user at Stytch, with their sessions. Throws if there is none (404), or if it fails. */
export const deleteUser = (id: string) => stytch().users.delete({ user_id: id })

/** Ends the session in this browser. Stytch has ended it with the user. */
export async function endSession(): Promise<void> {
  const jar = await cookies()
  jar.delete(SESSION)
  jar.delete(SESSION_JWT)
}
