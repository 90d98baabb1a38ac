import { describe, expect, it } from 'vitest'
import { appUrl } from './fixture.ts'
import { authorizeUrl, refresh, signedIn } from './flows.ts'
import { targets } from './targets.ts'

const all = targets.flatMap(({ target, startEmulator }) =>
  target.logouts.map((logout) => ({ ...logout, startEmulator })),
)

describe.each(all)('signing out at $path', ({ path, required, to, ended, list, startEmulator }) => {
  async function signedInBrowser() {
    const emulator = await startEmulator()
    const { browser, json } = await signedIn(emulator)
    const isSignedOut = async () => {
      await browser.go(authorizeUrl(emulator))
      return browser.page.includes('<h1>Sign in</h1>')
    }
    return {
      emulator,
      browser,
      json,
      isSignedOut,
      signOut: (query: Readonly<Record<string, string>> = {}) =>
        browser.go(`${path}?${new URLSearchParams({ ...required?.(json), ...query })}`),
    }
  }

  it.each([{}, { [to]: appUrl }, { [to]: `${appUrl}/` }])(
    'with %o ends the session and goes back to the app',
    async (query) => {
      const { emulator, json, signOut, isSignedOut } = await signedInBrowser()
      const { status, headers } = await signOut(query)
      expect(status).toBe(302)
      expect(`${new URL(headers.get('location') ?? '')}`).toBe(`${appUrl}/`)
      expect(await isSignedOut()).toBe(true)
      const answer = await refresh(emulator, json.refresh_token)
      if (ended) expect(answer).toEqual(ended)
      else expect(answer.status).toBe(200)
    },
  )

  it.each(['https://evil.example/', `${appUrl}/elsewhere`, `${appUrl}.evil.example`, '//x'])(
    'does not go on to “%s”, but signs out',
    async (address) => {
      const { browser, signOut, isSignedOut } = await signedInBrowser()
      const response = await signOut({ [to]: address })
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
      expect(browser.page).toContain(`You are signed out, but “${address}” is not ${list}.`)
      expect(await isSignedOut()).toBe(true)
    },
  )

  it('leaves other sessions alone, and is not an error twice', async () => {
    const { emulator, signOut } = await signedInBrowser()
    const bob = await signedIn(emulator, 'bob@example.com')
    await signOut()
    expect((await signOut()).status).toBe(302)
    expect((await refresh(emulator, bob.json.refresh_token)).status).toBe(200)
    expect((await bob.browser.go(authorizeUrl(emulator))).status).toBe(302)
  })
})
