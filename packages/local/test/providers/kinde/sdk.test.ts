import {
  createKindeServerClient,
  GrantType,
  type SessionManager,
} from '@kinde-oss/kinde-typescript-sdk'
import { describe, expect, it } from 'vitest'
import { hook, redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { appUrl, password, type TestEmulator } from '../oidc/fixture.ts'
import { kindeTarget, startEmulator } from './fixture.ts'

const email = 'ann@example.com'

/** What the SDK keeps for one visitor. */
function createSession(): SessionManager {
  const items = new Map<string, unknown>()
  return {
    getSessionItem: async (name) => items.get(name),
    async setSessionItem(name, value) {
      items.set(name, value)
    },
    async removeSessionItem(name) {
      items.delete(name)
    },
    async destroySession() {
      items.clear()
    },
  }
}

function sdk({ context, clientId, clientSecret }: TestEmulator) {
  return createKindeServerClient(GrantType.AUTHORIZATION_CODE, {
    authDomain: context.emulatorUrl,
    clientId,
    clientSecret,
    redirectURL: kindeTarget.redirectUri,
    logoutRedirectURL: appUrl,
  })
}

async function signedUpWithSdk() {
  const emulator = await startEmulator()
  const client = sdk(emulator)
  const session = createSession()
  const browser = openBrowser(emulator)
  await browser.go((await client.register(session)).href)
  const back = await browser.submit({ email, password })
  await client.handleRedirectToApp(session, new URL(back.headers.get('location') ?? ''))
  return { emulator, client, session, browser }
}

describe('the Kinde SDK', () => {
  it('signs up, verifies the tokens and finds the user', async () => {
    const { emulator, client, session } = await signedUpWithSdk()
    expect(await client.isAuthenticated(session)).toBe(true)
    const { users } = (await hook(emulator, 'GET users')).json
    expect(await client.getUser(session)).toMatchObject({ id: users[0].id, email })
    expect(await client.getUserProfile(session)).toMatchObject({ id: users[0].id, email })
    expect(await client.getOrganization(session)).toEqual({
      orgCode: emulator.context.secrets.orgCode,
    })
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it('refreshes, signs out, and is asked to sign in again', async () => {
    const { client, session, browser } = await signedUpWithSdk()
    await client.refreshTokens(session)
    expect(await client.isAuthenticated(session)).toBe(true)
    const back = await browser.go((await client.logout(session)).href)
    expect(redirected(back)).toEqual({ to: `${appUrl}/` })
    await browser.go((await client.login(session)).href)
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })

  it('may say where the app leads to after the sign-in, as the SDK for Next.js does', async () => {
    const emulator = await startEmulator()
    const browser = openBrowser(emulator)
    const authUrlParams = { post_login_redirect_url: '/todos', supports_reauth: 'true' }
    const url = await sdk(emulator).login(createSession(), { authUrlParams })
    await browser.go(url.href)
    expect(browser.page).toContain('<h1>Sign in</h1>')
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })
})
