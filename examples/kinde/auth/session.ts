import 'server-only'
import { getKindeServerSession } from '@kinde-oss/kinde-auth-nextjs/server'
import { cache } from 'react'
import { env } from './env'

/** The name of the provider, for the landing page. */
export const providerName = 'Kinde'

/** The parameter, and the cookie, in which Kinde's SDK keeps the return URL of a sign-in. */
export const RETURN_TO = 'post_login_redirect_url'

/** The signed-in user. `id` owns their rows; `email` is one that the provider has verified. */
export interface User {
  id: string
  name: string
  email: string | undefined
}

/** Returns the user of this request, or null. Every page, action and handler asks for itself. */
export const getUser = cache(async (): Promise<User | null> => {
  const { KINDE_CLIENT_ID } = env()
  const { getAccessToken, getIdToken } = getKindeServerSession()
  // The SDK's own getUser() still returns a user when the tokens have expired. These are null then.
  const [access, id] = await Promise.all([getAccessToken(), getIdToken()])
  if (!access || !id || access.sub !== id.sub || !isRecent(access)) return null
  // The SDK also accepts tokens that Kinde issued to another application.
  if (access.azp !== KINDE_CLIENT_ID || id.azp !== KINDE_CLIENT_ID) return null
  const name = [id.given_name, id.family_name].filter(Boolean).join(' ')
  return {
    id: id.sub,
    name: name || id.email || id.sub,
    email: id.email_verified === true ? id.email : undefined,
  }
})

/**
 * True if Kinde gave a token in the last ten minutes. It can block or delete a user, or end a
 * session, so an older one counts for nothing, however long Kinde lets it live.
 */
export const isRecent = ({ iat }: { iat?: number }) => Date.now() / 1000 - Number(iat) < 600

/** The nonce in this browser's ID token, which was sent to Kinde when the sign-in began. */
export async function idTokenNonce(): Promise<unknown> {
  const token: Record<string, unknown> | null = await getKindeServerSession().getIdToken()
  return token?.nonce
}

/** Where a sign-in starts. Afterwards the user is at `returnTo`, a path of this app. */
export const signInPath = (returnTo: string) => pathTo('login', returnTo)

/** Where a sign-up starts, as above. */
export const signUpPath = (returnTo: string) => pathTo('register', returnTo)

const pathTo = (endpoint: string, returnTo: string) =>
  `/api/auth/${endpoint}?${new URLSearchParams({ [RETURN_TO]: returnTo })}`

/** The origin of this app as Kinde knows it. Behind a reverse proxy the request doesn't tell. */
export const appUrl = () => new URL(env().KINDE_SITE_URL).origin
