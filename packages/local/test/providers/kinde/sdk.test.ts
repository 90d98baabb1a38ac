import {
  createKindeServerClient,
  GrantType,
  type SessionManager,
} from '@kinde-oss/kinde-typescript-sdk'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email, password, type TestEmulator } from '../oidc/emulator.ts'
import { appUrl } from '../oidc/fixture.ts'
import { it, kindeTarget } from './fixture.ts'

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

/** The SDK with the variables of an example. */
function sdk({ env }: TestEmulator) {
  return createKindeServerClient(GrantType.AUTHORIZATION_CODE, {
    authDomain: `${env.KINDE_ISSUER_URL}`,
    clientId: `${env.KINDE_CLIENT_ID}`,
    clientSecret: `${env.KINDE_CLIENT_SECRET}`,
    redirectURL: `${env.KINDE_SITE_URL}/api/auth/kinde_callback`,
    logoutRedirectURL: `${env.KINDE_POST_LOGOUT_REDIRECT_URL}`,
  })
}

/** Signs a new user up with the SDK. */
async function signUp(emulator: TestEmulator) {
  const client = sdk(emulator)
  const session = createSession()
  const browser = openBrowser(emulator)
  await browser.go((await client.register(session)).href)
  const back = await emulator.typeCode(browser, await browser.submit({ email, password }))
  expect(redirected(back).to).toBe(kindeTarget.redirectUri)
  await client.handleRedirectToApp(session, new URL(back.headers.get('location') ?? ''))
  return { client, session, browser }
}

describe('the Kinde SDK', () => {
  it('signs up, verifies the tokens and finds the user', async ({ emulator }) => {
    const { client, session } = await signUp(emulator)
    expect(await client.isAuthenticated(session)).toBe(true)
    const { users } = (await emulator.hook('GET users')).json
    expect(await client.getUser(session)).toMatchObject({ id: users[0].id, email })
    expect(await client.getUserProfile(session)).toMatchObject({ id: users[0].id, email })
    const { orgCode } = emulator.context.secrets
    expect(await client.getOrganization(session)).toEqual({ orgCode })
    expect((await emulator.hook('GET unknown')).json.requests).toEqual([])
  })

  it('refreshes, signs out, and is asked to sign in again', async ({ emulator }) => {
    const { client, session, browser } = await signUp(emulator)
    await client.refreshTokens(session)
    expect(await client.isAuthenticated(session)).toBe(true)
    const back = await browser.go((await client.logout(session)).href)
    expect(redirected(back)).toEqual({ to: `${appUrl}/` })
    await browser.go((await client.login(session)).href)
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })

  it('may say where the sign-in leads to, as the SDK for Next.js does', async ({ emulator }) => {
    const browser = openBrowser(emulator)
    const authUrlParams = { post_login_redirect_url: '/todos', supports_reauth: 'true' }
    await browser.go((await sdk(emulator).login(createSession(), { authUrlParams })).href)
    expect(browser.page).toContain('<h1>Sign in</h1>')
    expect((await emulator.hook('GET unknown')).json.requests).toEqual([])
  })
})

describe('the addresses that the SDK for Next.js may end a sign-in at', () => {
  it.for([
    ['/', true],
    ['/?filter=done', true],
    [`${appUrl}/`, true],
    [`${appUrl}/x`, true],
    ['//evil.example', false],
    ['/\\evil.example', false],
    ['https://evil.example/', false],
    [`${appUrl}.evil.example/`, false],
    [`${appUrl}@evil.example/`, false],
    [`${appUrl}//evil.example`, false],
    ['evil', false],
    ['', false],
  ] as const)('are the app’s own: “%s” is %s', async ([address, isAllowed], { emulator }) => {
    const allowed = new RegExp(`${emulator.env.KINDE_POST_LOGIN_ALLOWED_URL_REGEX}`)
    expect(allowed.test(address)).toBe(isAllowed)
  })
})
