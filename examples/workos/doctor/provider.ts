import { apiUrl, env } from '@/auth/env'
import type { Finding } from './finding'
import { checkOAuth } from './oauth'

/** Asks WorkOS whether it knows this app. */
export async function checkProvider(): Promise<Finding[]> {
  const variables = env()
  const api = `${apiUrl()}/user_management`
  return checkOAuth({
    name: 'WorkOS',
    tokenUrl: `${api}/authenticate`,
    client: { client_id: variables.WORKOS_CLIENT_ID, client_secret: variables.WORKOS_API_KEY },
    authorizeUrl: `${api}/authorize?provider=authkit`,
    redirectUri: variables.NEXT_PUBLIC_WORKOS_REDIRECT_URI,
    next: {
      unreachable: 'WORKOS_API_HOSTNAME is for a domain of your own. Is it right?',
      credentials:
        'WORKOS_API_KEY and WORKOS_CLIENT_ID are on one page: https://dashboard.workos.com/api-keys',
      redirectUri: 'Add it under Redirects: https://dashboard.workos.com/redirects',
    },
  })
}
