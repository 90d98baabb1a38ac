import { describe, expect, it } from 'vitest'
import { appUrl } from '../oidc/fixture.ts'
import { authorizeUrl, refresh, signedIn } from '../oidc/flows.ts'
import { kindeTarget, startEmulator } from './fixture.ts'

async function signedInBrowser() {
  const emulator = await startEmulator()
  return { emulator, ...(await signedIn(emulator)) }
}

const logout = (redirect: string) => `/logout?${new URLSearchParams({ redirect })}`

describe('signing out', () => {
  it.each(['/logout', logout(''), logout(appUrl), logout(`${appUrl}/`)])(
    'ends the browser’s session and its tokens, and goes back to the app: %s',
    async (address) => {
      const { emulator, browser, json } = await signedInBrowser()
      const back = await browser.go(address)
      expect(back.headers.get('location')).toBe(`${appUrl}/`)
      expect(await refresh(emulator, json.refresh_token)).toEqual(kindeTarget.badRefreshToken)
      await browser.go(authorizeUrl(emulator))
      expect(browser.page).toContain('<h1>Sign in</h1>')
    },
  )

  it.each(['https://evil.example/', `${appUrl}/elsewhere`, `${appUrl}.evil.example`, '//x'])(
    'does not go on to “%s”, but signs out',
    async (address) => {
      const { emulator, browser } = await signedInBrowser()
      const response = await browser.go(logout(address))
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
      expect(browser.page).toContain(`“${address}” is not one of the allowed logout redirect URLs.`)
      await browser.go(authorizeUrl(emulator))
      expect(browser.page).toContain('<h1>Sign in</h1>')
    },
  )

  it('leaves other sessions alone', async () => {
    const { emulator, browser } = await signedInBrowser()
    const bob = await signedIn(emulator, 'bob@example.com')
    await browser.go('/logout')
    expect((await refresh(emulator, bob.json.refresh_token)).status).toBe(200)
  })

  it('twice is no error', async () => {
    const { browser } = await signedInBrowser()
    await browser.go('/logout')
    expect((await browser.go('/logout')).status).toBe(302)
  })

  it('with a parameter that is not imitated is a loud 501', async () => {
    const { browser } = await signedInBrowser()
    expect((await browser.go('/logout?x=1')).status).toBe(501)
  })
})
