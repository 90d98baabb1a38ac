import 'server-only'
import { cookies } from 'next/headers'
import { publicKeysUrl } from '@/auth/env'
import { isSessionCookie } from '@/auth/requests'
import { auth0 } from '@/lib/auth0'
import * as z from '@/lib/validation'

const profileSchema = z.object({ user: z.object({ email: z.string() }) })

/** What Auth0 knows of the signed-in user. The address is verified if the user's `email` is set. */
export async function readProfile(): Promise<{ address?: string }> {
  const { data } = profileSchema.safeParse(await auth0().getSession())
  return data ? { address: data.user.email } : {}
}

const tokenSchema = z.object({ access_token: z.string() })

/**
 * Deletes a user at Auth0, with their sessions, as the machine-to-machine application. That there is
 * no such user is no failure to Auth0. Throws if it fails.
 */
export async function deleteUser(id: string): Promise<void> {
  const api = new URL('/api/v2/', publicKeysUrl()).href
  const answer = await ask(new URL('/oauth/token', api).href, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: process.env.AUTH0_MANAGEMENT_CLIENT_ID ?? '',
      client_secret: process.env.AUTH0_MANAGEMENT_CLIENT_SECRET ?? '',
      audience: api,
    }),
  })
  const { access_token } = tokenSchema.parse(await answer.json())
  await ask(`${api}users/${encodeURIComponent(id)}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${access_token}` },
  })
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, { ...init, cache: 'no-store', redirect: 'error' })
  const { ok, status } = answer
  if (ok) return answer
  // Of a user who is gone Auth0 says 204. A 404 is about the address, and doesn't mean that they are.
  const about = status === 404 ? { name: 'NoSuchAddress' } : { status }
  throw Object.assign(new Error('Auth0 refused'), about)
}

/** Ends the session in this browser. Auth0 has ended it with the user. */
export async function endSession(): Promise<void> {
  const jar = await cookies()
  for (const cookie of jar.getAll().filter(isSessionCookie)) jar.delete(cookie.name)
}
