import 'server-only'
import { getKindeServerSession } from '@kinde-oss/kinde-auth-nextjs/server'
import type { User } from '@/shared/auth/user'
import { env } from './env'

/** Who signs people in, for the header. */
export const providerName = 'Kinde'

/** The parameter, and the cookie, in which Kinde's SDK keeps where to go after a sign-in. */
export const RETURN_TO = 'post_login_redirect_url'

/** The user of this request, or null. Every page, action and handler asks for itself. */
export async function getUser(): Promise<User | null> {
  const { KINDE_CLIENT_ID } = env()
  const { getAccessToken, getIdToken } = getKindeServerSession()
  // The SDK's own getUser() still gives a user when the tokens have expired; these two are null then.
  const [access, id] = await Promise.all([getAccessToken(), getIdToken()])
  if (!access || !id || access.sub !== id.sub) return null
  // The SDK believes tokens that Kinde gave to another application, too.
  if (access.azp !== KINDE_CLIENT_ID || id.azp !== KINDE_CLIENT_ID) return null
  const name = [id.given_name, id.family_name].filter(Boolean).join(' ')
  return {
    id: id.sub,
    name: name || id.email || id.sub,
    email: id.email_verified === true ? id.email : undefined,
  }
}

/** Where signing in begins; afterwards the user is back at `returnTo`, a path of this app. */
export function signInPath(returnTo: string): string {
  return `/api/auth/login?${new URLSearchParams({ [RETURN_TO]: returnTo })}`
}

/** Where this app answers, as Kinde knows it: behind a reverse proxy the request does not tell. */
export function appUrl(): string {
  return new URL(env().KINDE_SITE_URL).origin
}
