import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { email } from '../oidc/emulator.ts'
import { appUrl } from '../oidc/fixture.ts'
import { it, kindeTarget } from './fixture.ts'
import { createSession, sdk, signUp } from './sdk.ts'

describe('the Kinde SDK', () => {
  it('signs up, verifies the tokens and finds the user', async ({ emulator }) => {
    const { client, session, back } = await signUp(emulator)
    expect(back.to).toBe(kindeTarget.redirectUri)
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
