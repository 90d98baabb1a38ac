import { env } from '@/auth/env'
import type { Finding } from './finding'
import { checkOAuth } from './oauth'

const application = 'https://app.kinde.com > your application'

/** Asks Kinde whether it knows this app. */
export async function checkProvider(): Promise<Finding[]> {
  const variables = env()
  const url = variables.KINDE_ISSUER_URL.replace(/\/+$/, '')
  const redirectUri = `${new URL(variables.KINDE_SITE_URL).origin}/api/auth/kinde_callback`
  return checkOAuth({
    name: 'Kinde',
    tokenUrl: `${url}/oauth2/token`,
    client: {
      client_id: variables.KINDE_CLIENT_ID,
      client_secret: variables.KINDE_CLIENT_SECRET,
      redirect_uri: redirectUri,
    },
    authorizeUrl: `${url}/oauth2/auth?scope=openid`,
    redirectUri,
    next: {
      unreachable: `KINDE_ISSUER_URL is the Domain under ${application} > App Keys`,
      credentials: `KINDE_CLIENT_ID and KINDE_CLIENT_SECRET are under ${application} > App Keys`,
      redirectUri: `Add it to the Allowed callback URLs under ${application} > Details`,
    },
  })
}
