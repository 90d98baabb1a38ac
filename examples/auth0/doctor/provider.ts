import { env } from '@/auth/env'
import type { Finding } from './finding'
import { checkOAuth } from './oauth'

const settings = 'your application’s Settings: https://manage.auth0.com/#/applications'

/** Asks Auth0 whether it knows this app. */
export async function checkProvider(): Promise<Finding[]> {
  const variables = env()
  const { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: client_id } = variables
  const { AUTH0_CLIENT_SECRET: client_secret } = variables
  const url = /^https?:/i.test(domain) ? domain : `https://${domain}`
  const redirectUri = `${new URL(variables.APP_BASE_URL).origin}/auth/callback`
  return checkOAuth({
    name: 'Auth0',
    tokenUrl: `${url}/oauth/token`,
    client: { client_id, client_secret, redirect_uri: redirectUri },
    authorizeUrl: `${url}/authorize?scope=openid`,
    redirectUri,
    next: {
      unreachable: `AUTH0_DOMAIN is the Domain in ${settings}`,
      credentials: `AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are in ${settings}`,
      redirectUri: `Add it to the Allowed Callback URLs in ${settings}`,
    },
  })
}
