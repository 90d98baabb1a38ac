import { describe, expect, it } from 'vitest'
import { hook, redirected } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { appUrl, password, type TestEmulator } from '../oidc/fixture.ts'
import { openApp } from './app.ts'
import { auth0Target, startEmulator } from './fixture.ts'

const email = 'ann@example.com'

async function signedUpWithSdk(emulator: TestEmulator) {
  const app = openApp(emulator)
  const browser = openBrowser(emulator)
  await browser.go((await app.go('/auth/login?screen_hint=signup')).location)
  const back = await browser.submit({ email, password })
  return { app, browser, back, landed: await app.go(back.headers.get('location') ?? '') }
}

describe('the Auth0 SDK', () => {
  it('signs up and finds the user', async () => {
    const emulator = await startEmulator()
    const { app, back, landed } = await signedUpWithSdk(emulator)
    expect(redirected(back).to).toBe(auth0Target.redirectUri)
    expect(landed.location).toBe(`${appUrl}/`)
    const { users } = (await hook(emulator, 'GET users')).json
    expect((await app.session())?.user).toMatchObject({
      sub: users[0].user_id,
      email,
      email_verified: true,
      nickname: 'ann',
      name: email,
    })
    expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
  })

  it.each(['/auth/logout', '/auth/logout?federated=false'])(
    'signs out at the provider too: %s',
    async (path) => {
      const emulator = await startEmulator()
      const { app, browser } = await signedUpWithSdk(emulator)
      const back = await browser.go((await app.go(path)).location)
      expect(redirected(back)).toEqual({ to: `${appUrl}/` })
      expect(await app.session()).toBeNull()
      await browser.go((await app.go('/auth/login')).location)
      expect(browser.page).toContain('<h1>Sign in</h1>')
    },
  )
})
