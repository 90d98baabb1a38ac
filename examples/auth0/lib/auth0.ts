import 'server-only'
import { OAuth2Error, type SdkError } from '@auth0/nextjs-auth0/errors'
import { Auth0Client, filterDefaultIdTokenClaims } from '@auth0/nextjs-auth0/server'
import { NextResponse } from 'next/server'
import { allowsInsecureRequests } from './auth0-domain'
import { SESSION_COOKIE } from './auth0-requests'
import { env } from './env'

/** What the names of the Action's claims begin with: see auth0/post-login-action.js. */
const NAMESPACE = 'https://todos.example/'

let client: Auth0Client | undefined

/** Auth0's SDK, made when it is first needed: a build has no variables. Throws `misconfigured`. */
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
    // Without `offline_access`: nothing here calls an API of Auth0's, so no refresh token is needed.
    authorizationParameters: { scope: 'openid profile email' },
    session: { cookie: { name: SESSION_COOKIE }, beforeSessionRolled: isVisit },
    enableAccessTokenEndpoint: false,
    // An ID token in an address stays in histories and logs; the session's id is hint enough.
    includeIdTokenHintInOIDCLogoutUrl: false,

    // With this function the SDK filters nothing itself. What is under `user` can be read in the
    // browser, at /auth/profile; what stands beside it stays on the server.
    async beforeSessionSaved({ tokenSet: { idToken: _, ...tokenSet }, ...session }) {
      const claims = actionClaims(session.user)
      const user = { ...filterDefaultIdTokenClaims(session.user), sub: session.user.sub }
      return { ...session, tokenSet, user, ...(claims && { claims }) }
    },

    async onCallback(error, { returnTo = '/' }) {
      if (error) console.error('Nobody was signed in:', reasonOf(error))
      return NextResponse.redirect(new URL(error ? '/sign-in-error' : returnTo, appBaseUrl))
    },
  })
}

/**
 * Whether somebody opens a page. What its scripts ask for does not renew the session: an answer that
 * arrives after signing out would sign in again.
 */
async function isVisit({ method, headers }: Request): Promise<boolean> {
  return method === 'GET' && (headers.get('sec-fetch-dest') ?? 'document') === 'document'
}

/** For the log, which shows the texts in it escaped: they can come out of an address. */
function reasonOf({ code, cause }: SdkError): Record<string, unknown> {
  return { code, ...(cause instanceof OAuth2Error && { cause: `${cause.code}: ${cause.message}` }) }
}

/** The Action's claims, without their namespace; undefined if there are none, as in every later save. */
function actionClaims(user: Record<string, unknown>): Record<string, unknown> | undefined {
  const claims = Object.entries(user)
    .filter(([name]) => name.startsWith(NAMESPACE))
    .map(([name, value]) => [name.slice(NAMESPACE.length), value])
  return claims.length > 0 ? Object.fromEntries(claims) : undefined
}
