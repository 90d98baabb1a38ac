import 'server-only'
import { withAuth } from '@workos-inc/authkit-nextjs'
import { NextRequest } from 'next/server'
import { cache } from 'react'
import { env } from './env'

/** The name of the provider, for the landing page. */
export const providerName = 'WorkOS'

/** The signed-in user. `id` owns their rows; `email` is one that the provider has verified. */
export interface User {
  id: string
  name: string
  email: string | undefined
}

/** WorkOS's session of this request, opened and verified once. */
export const getSession = cache(() => {
  env()
  return withAuth()
})

/** Returns the user of this request, or null. Every page, action and handler asks for itself. */
export async function getUser(): Promise<User | null> {
  const { user } = await getSession()
  if (!user) return null
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ')
  return {
    id: user.id,
    name: name || user.email,
    email: user.emailVerified ? user.email : undefined,
  }
}

/** The cookie with the session, which only WorkOS's SDK can open. */
export const sessionCookie = () => process.env.WORKOS_COOKIE_NAME ?? 'wos-session'

/** Where a sign-in starts. Afterwards the user is at `returnTo`, a path of this app. */
export const signInPath = (returnTo: string) => `/login?${new URLSearchParams({ returnTo })}`

/** Where a sign-up starts, as above. */
export const signUpPath = (returnTo: string) => `${signInPath(returnTo)}&screen=sign-up`

/** The origin of this app as WorkOS knows it. Behind a reverse proxy the request doesn't tell. */
export const appUrl = () => new URL(env().NEXT_PUBLIC_WORKOS_REDIRECT_URI).origin

/**
 * The request, without its body, as it was sent to `appUrl()`. WorkOS's SDK makes cookies `Secure`
 * by the scheme of the request, which is `http:` where TLS ends in front of the app.
 */
export function atAppUrl({ url, method, headers }: NextRequest): NextRequest {
  const { pathname, search } = new URL(url)
  // Put together as text: as a relative address, a path that begins with // would name a host.
  return new NextRequest(`${appUrl()}${pathname}${search}`, { method, headers })
}
