import { describe, expect, it } from 'vitest'
import { appUrl } from '../oidc/fixture.ts'
import { authorizeUrl, refresh, signedIn } from '../oidc/flows.ts'
import { startEmulator } from './fixture.ts'

async function signedInBrowser() {
  const emulator = await startEmulator()
  return { emulator, ...(await signedIn(emulator)) }
}

const query = (fields: Readonly<Record<string, string>>) => new URLSearchParams(fields).toString()

describe.each([
  ['/oidc/logout', 'post_logout_redirect_uri'],
  ['/v2/logout', 'returnTo'],
])('%s', (path, parameter) => {
  it('ends the browser’s session and goes back to the app', async () => {
    const { emulator, browser } = await signedInBrowser()
    const back = await browser.go(
      `${path}?${query({ client_id: emulator.clientId, [parameter]: appUrl })}`,
    )
    expect(back.headers.get('location')).toBe(`${appUrl}/`)
    await browser.go(authorizeUrl(emulator))
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })

  it('leaves refresh tokens alone', async () => {
    const { emulator, browser, json } = await signedInBrowser()
    await browser.go(path)
    expect((await refresh(emulator, json.refresh_token)).status).toBe(200)
  })

  it.each(['https://evil.example/', `${appUrl}/elsewhere`, `${appUrl}.evil.example`, '', '//x'])(
    'does not go on to “%s”, but signs out',
    async (address) => {
      const { emulator, browser } = await signedInBrowser()
      const response = await browser.go(`${path}?${query({ [parameter]: address })}`)
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
      expect(browser.page).toContain(`“${address}” is not one of the Allowed Logout URLs.`)
      await browser.go(authorizeUrl(emulator))
      expect(browser.page).toContain('<h1>Sign in</h1>')
    },
  )

  it('refuses another client', async () => {
    const { emulator, browser } = await signedInBrowser()
    expect((await browser.go(`${path}?client_id=other`)).status).toBe(400)
    expect(browser.page).toContain('There is no application with the client ID “other”.')
    expect((await browser.go(authorizeUrl(emulator))).status).toBe(302)
  })

  it('twice is no error', async () => {
    const { browser } = await signedInBrowser()
    await browser.go(path)
    expect((await browser.go(path)).status).toBe(302)
  })

  it('with a parameter that is not imitated is a loud 501', async () => {
    const { browser } = await signedInBrowser()
    expect((await browser.go(`${path}?federated`)).status).toBe(501)
  })
})

describe('/oidc/logout', () => {
  it('gives the state back', async () => {
    const { browser } = await signedInBrowser()
    const back = await browser.go(
      `/oidc/logout?${query({ state: 'a state', logout_hint: 'a session' })}`,
    )
    expect(back.headers.get('location')).toBe(`${appUrl}/?state=a+state`)
  })

  it('takes an ID token of this application, and no other', async () => {
    const { browser, json } = await signedInBrowser()
    const forged = `${json.id_token.slice(0, -8)}AAAAAAAA`
    expect((await browser.go(`/oidc/logout?id_token_hint=${forged}`)).status).toBe(400)
    expect((await browser.go(`/oidc/logout?id_token_hint=${json.id_token}`)).status).toBe(302)
  })
})
