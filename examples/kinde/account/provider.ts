import 'server-only'
import { getKindeServerSession } from '@kinde-oss/kinde-auth-nextjs/server'
import { cookies } from 'next/headers'
import { env } from '@/auth/env'
import * as z from '@/lib/validation'

/** What Kinde knows of the signed-in user. The address is verified if the user's `email` is set. */
export async function readProfile(): Promise<{ address?: string }> {
  const { email } = (await getKindeServerSession().getIdToken()) ?? {}
  return email ? { address: email } : {}
}

const tokenSchema = z.object({ access_token: z.string() })
const errorSchema = z.object({ errors: z.array(z.unknown()) })

/**
 * Deletes a user at Kinde, with their sessions, as the machine-to-machine application. Throws if there
 * is none (404), or if it fails.
 */
export async function deleteUser(id: string): Promise<void> {
  const { origin } = new URL(env().KINDE_ISSUER_URL)
  const answer = await ask(`${origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: process.env.KINDE_MANAGEMENT_CLIENT_ID ?? '',
      client_secret: process.env.KINDE_MANAGEMENT_CLIENT_SECRET ?? '',
      audience: `${origin}/api`,
    }),
  })
  const { access_token } = tokenSchema.parse(await answer.json())
  const query = new URLSearchParams({ id, is_delete_profile: 'true' })
  await ask(`${origin}/api/v1/user?${query}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${access_token}`, accept: 'application/json' },
  })
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, { ...init, cache: 'no-store', redirect: 'error' })
  const { ok, status } = answer
  if (ok) return answer
  // A 404 that isn't the API's own is about the address, and doesn't mean that the user is gone.
  const isOwn = errorSchema.safeParse(await answer.json().catch(() => null)).success
  const about = status === 404 && !isOwn ? { name: 'NoSuchAddress' } : { status }
  throw Object.assign(new Error('Kinde refused'), about)
}

/** The cookies in which the SDK keeps tokens and the user; a long one is in several. */
const COOKIES = /^(access_token|id_token|refresh_token|user)(_payload)?\d*$/

/** Ends the session in this browser. Kinde has ended it with the user. */
export async function endSession(): Promise<void> {
  const jar = await cookies()
  for (const { name } of jar.getAll()) if (COOKIES.test(name)) jar.delete(name)
}
