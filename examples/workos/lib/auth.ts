import 'server-only'
import { withAuth } from '@workos-inc/authkit-nextjs'
import { NextRequest } from 'next/server'
import type { User } from '@/shared/auth/user'
import { env } from './env'

/** Who signs people in, for the header. */
export const providerName = 'WorkOS'

/** The user of this request, or null. Every page, action and handler asks for itself. */
export async function getUser(): Promise<User | null> {
  env()
  const { user } = await withAuth()
  if (!user) return null
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ')
  return {
    id: user.id,
    name: name || user.email,
    email: user.emailVerified ? user.email : undefined,
  }
}

/** Where signing in begins; afterwards the user is back at `returnTo`, a path of this app. */
export function signInPath(returnTo: string): string {
  return `/login?${new URLSearchParams({ returnTo })}`
}

/** Where this app answers, as WorkOS knows it: behind a reverse proxy the request does not tell. */
export function appUrl(): string {
  return new URL(env().NEXT_PUBLIC_WORKOS_REDIRECT_URI).origin
}

/**
 * The request, without its body, as it was sent to `appUrl()`. WorkOS's SDK makes cookies `Secure`
 * by the scheme of the request, which is `http:` where TLS ends in front of the app.
 */
export function atAppUrl({ url, method, headers }: NextRequest): NextRequest {
  const { pathname, search } = new URL(url)
  return new NextRequest(new URL(`${pathname}${search}`, appUrl()), { method, headers })
}
