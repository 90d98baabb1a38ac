import {
  Configuration,
  createKindeServerClient,
  GrantType,
  type SessionManager,
} from '@kinde-oss/kinde-typescript-sdk'
import { type ForApp, redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password, typeCode } from '../oidc/emulator.ts'

/** What the SDK keeps for one visitor, or for a server. */
export function createSession(): SessionManager {
  const items = new Map<string, unknown>()
  return {
    getSessionItem: async (name) => items.get(name),
    setSessionItem: async (name, value) => void items.set(name, value),
    removeSessionItem: async (name) => void items.delete(name),
    destroySession: async () => items.clear(),
  }
}

/** The SDK with the variables of an example. */
export const sdk = ({ env }: Pick<ForApp, 'env'>) =>
  createKindeServerClient(GrantType.AUTHORIZATION_CODE, {
    authDomain: `${env.KINDE_ISSUER_URL}`,
    clientId: `${env.KINDE_CLIENT_ID}`,
    clientSecret: `${env.KINDE_CLIENT_SECRET}`,
    redirectURL: `${env.KINDE_SITE_URL}/api/auth/kinde_callback`,
    logoutRedirectURL: `${env.KINDE_POST_LOGOUT_REDIRECT_URL}`,
  })

/** Signs a new user up with the SDK. */
export async function signUp(emulator: ForApp) {
  const client = sdk(emulator)
  const session = createSession()
  const browser = openBrowser(emulator)
  await browser.go((await client.register(session)).href)
  const back = await typeCode(emulator, browser, await browser.submit({ email, password }))
  await client.handleRedirectToApp(session, new URL(back.headers.get('location') ?? ''))
  return { client, session, browser, back: redirected(back) }
}

/** The SDK as a machine application, of which the Management API is asked. */
export function management(
  { url, env }: ForApp,
  clientSecret = `${env.KINDE_MANAGEMENT_CLIENT_SECRET}`,
): Configuration {
  const machine = createKindeServerClient(GrantType.CLIENT_CREDENTIALS, {
    authDomain: url,
    clientId: `${env.KINDE_MANAGEMENT_CLIENT_ID}`,
    clientSecret,
    audience: `${url}/api`,
    logoutRedirectURL: `${env.KINDE_SITE_URL}`,
  })
  const session = createSession()
  return new Configuration({ basePath: url, accessToken: () => machine.getToken(session) })
}
