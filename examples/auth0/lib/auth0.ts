import 'server-only'
import { OAuth2Error, type SdkError } from '@auth0/nextjs-auth0/errors'
import { Auth0Client, filterDefaultIdTokenClaims } from '@auth0/nextjs-auth0/server'
import { NextResponse } from 'next/server'
import { allowsInsecureRequests, env } from '@/auth/env'
import { SESSION_COOKIE } from '@/auth/requests'
import { logCause } from './log'
import { signInError } from './sign-in'

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
    // `offline_access` gives a refresh token: see auth/renewal.ts.
    authorizationParameters: { scope: 'openid profile email offline_access' },
    // An answer that only moves the session's end could bring back a refresh token that was used.
    session: { cookie: { name: SESSION_COOKIE }, rolling: false },
    enableAccessTokenEndpoint: false,
    // An ID token in an address stays in histories and logs. The session's id is hint enough.
    includeIdTokenHintInOIDCLogoutUrl: false,

    // With this function the SDK itself filters nothing. The browser can read what is under `user`,
    // at /auth/profile; what is beside it stays on the server. Auth0 has just vouched for it all.
    async beforeSessionSaved({ tokenSet: { idToken: _, ...tokenSet }, ...session }) {
      const user = { ...filterDefaultIdTokenClaims(session.user), sub: session.user.sub }
      const claims = actionClaims(session.user)
      return { ...session, tokenSet, user, claims, confirmedAt: Date.now() }
    },

    async onCallback(error, { returnTo = '/' }) {
      const path = error ? signInError(`${error.code} ${causeOf(error) ?? ''}`.trim()) : returnTo
      return NextResponse.redirect(new URL(path, appBaseUrl))
    },
  })
}

/** For the log, which escapes it: it can come from an address. */
export const causeOf = ({ cause }: SdkError) =>
  cause instanceof OAuth2Error ? `${cause.code}: ${cause.message}` : undefined

/** Characters. With much more in its cookies, no server takes a browser's requests. */
const MAX_CLAIMS = 6000

/** The Action's claims without their namespace. */
function actionClaims(user: Record<string, unknown>): Record<string, unknown> {
  const claims = Object.entries(user)
    .filter(([name]) => name.startsWith(NAMESPACE))
    .map(([name, value]) => [name.slice(NAMESPACE.length), value])
  const { length } = JSON.stringify(claims)
  if (length <= MAX_CLAIMS) return Object.fromEntries(claims)
  logCause("The Action's claims are too large for cookies: they are left out.", { length })
  return {}
}
