import 'server-only'
import { OAuth2Error, type SdkError } from '@auth0/nextjs-auth0/errors'
import { Auth0Client, filterDefaultIdTokenClaims } from '@auth0/nextjs-auth0/server'
import { NextResponse } from 'next/server'
import { allowsInsecureRequests } from '@/auth/domain'
import { env } from '@/auth/env'
import { SESSION_COOKIE } from '@/auth/requests'
import { logCause } from './log'
import { isVisit } from './navigation'

/** How the names of the Action's claims begin; see auth0/post-login-action.js. */
const NAMESPACE = 'https://todos.example/'

let client: Auth0Client | undefined

/** Auth0's SDK, created on first use: a build has no variables. Throws `misconfigured`. */
export function auth0(): Auth0Client {
  client ??= createClient()
  return client
}

function createClient(): Auth0Client {
  const { AUTH0_DOMAIN: domain, APP_BASE_URL: appBaseUrl } = env()
  return new Auth0Client({
    domain,
    appBaseUrl,
    allowInsecureRequests: allowsInsecureRequests(domain, appBaseUrl),
    // Without `offline_access`: this app calls no API of Auth0's, so it needs no refresh token.
    authorizationParameters: { scope: 'openid profile email' },
    session: { cookie: { name: SESSION_COOKIE }, beforeSessionRolled: isPageVisit },
    enableAccessTokenEndpoint: false,
    // An ID token in an address stays in histories and logs. The session's id is hint enough.
    includeIdTokenHintInOIDCLogoutUrl: false,

    // With this function the SDK itself filters nothing. The browser can read what is under `user`,
    // at /auth/profile; what is beside it stays on the server.
    async beforeSessionSaved({ tokenSet: { idToken: _, ...tokenSet }, ...session }) {
      const claims = actionClaims(session.user)
      const user = { ...filterDefaultIdTokenClaims(session.user), sub: session.user.sub }
      return { ...session, tokenSet, user, ...(claims && { claims }) }
    },

    async onCallback(error, { returnTo = '/' }) {
      if (error) logCause('The sign-in failed.', { error: error.code, cause: causeOf(error) })
      return NextResponse.redirect(new URL(error ? '/sign-in-error' : returnTo, appBaseUrl))
    },
  })
}

/**
 * True for page navigations. What a page's scripts request doesn't renew the session: an answer that
 * arrives after sign-out would sign the user in again.
 */
const isPageVisit = async (request: Request) => request.method === 'GET' && isVisit(request)

/** For the log, which escapes it: it can come from an address. */
const causeOf = ({ cause }: SdkError) =>
  cause instanceof OAuth2Error ? `${cause.code}: ${cause.message}` : undefined

/** The Action's claims without their namespace, or undefined if there are none, as in later saves. */
function actionClaims(user: Record<string, unknown>): Record<string, unknown> | undefined {
  const claims = Object.entries(user)
    .filter(([name]) => name.startsWith(NAMESPACE))
    .map(([name, value]) => [name.slice(NAMESPACE.length), value])
  return claims.length > 0 ? Object.fromEntries(claims) : undefined
}
