import { WorkOS } from '@workos-inc/node'
import { type ForApp, redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password, typeCode } from '../oidc/emulator.ts'

/** The SDK with the variables of an example. */
export function sdk({ env }: ForApp, key = env.WORKOS_API_KEY): WorkOS {
  return new WorkOS(`${key}`, {
    clientId: `${env.WORKOS_CLIENT_ID}`,
    apiHostname: `${env.WORKOS_API_HOSTNAME}`,
    https: env.WORKOS_API_HTTPS !== 'false',
    port: Number(env.WORKOS_API_PORT),
  })
}

/** Where the SDK sends a browser to sign in or up, and what the app keeps meanwhile. */
export const authorization = (emulator: ForApp, screenHint: 'sign-in' | 'sign-up') =>
  sdk(emulator).userManagement.getAuthorizationUrlWithPKCE({
    provider: 'authkit',
    redirectUri: `${emulator.env.NEXT_PUBLIC_WORKOS_REDIRECT_URI}`,
    screenHint,
  })

/** Signs a new user up with the SDK. */
export async function signUp(emulator: ForApp) {
  const { userManagement } = sdk(emulator)
  const { url, state, codeVerifier } = await authorization(emulator, 'sign-up')
  const browser = openBrowser(emulator)
  await browser.go(url)
  const shown = await browser.submit({ email, password })
  const { code = '', ...back } = redirected(await typeCode(emulator, browser, shown))
  const answer = await userManagement.authenticateWithCode({ code, codeVerifier })
  return { userManagement, browser, back, state, code, codeVerifier, answer }
}
