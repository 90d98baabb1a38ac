import { describe, expect } from 'vitest'
import type { TestEmulator } from './emulator.ts'
import { appUrl } from './fixture.ts'
import { targets } from './targets.ts'

const all = targets.flatMap(({ target, it }) => target.logouts.map((logout) => ({ ...logout, it })))

describe.each(all)('signing out at $path', ({ path, required, to, ended, list, it }) => {
  async function signedInBrowser(emulator: TestEmulator) {
    const { browser, tokens } = await emulator.signedIn()
    return {
      browser,
      tokens,
      signOut: (query: Readonly<Record<string, string>> = {}) =>
        browser.go(`${path}?${new URLSearchParams({ ...required?.(tokens), ...query })}`),
      async isSignedOut() {
        await browser.go(emulator.authorizeUrl())
        return browser.page.includes('<h1>Sign in</h1>')
      },
    }
  }

  it.for([{}, { [to]: appUrl }, { [to]: `${appUrl}/` }])(
    'with %o ends the session and goes back to the app',
    async (query, { emulator }) => {
      const { tokens, signOut, isSignedOut } = await signedInBrowser(emulator)
      const { status, headers } = await signOut(query)
      expect(status).toBe(302)
      expect(`${new URL(headers.get('location') ?? '')}`).toBe(`${appUrl}/`)
      expect(await isSignedOut()).toBe(true)
      const answer = await emulator.refresh(tokens)
      expect(answer).toEqual(ended ?? { status: 200, json: expect.anything() })
    },
  )

  it.for(['https://evil.example/', `${appUrl}/elsewhere`, `${appUrl}.evil.example`, '//x'])(
    'does not go on to “%s”, but signs out',
    async (address, { emulator }) => {
      const { browser, signOut, isSignedOut } = await signedInBrowser(emulator)
      const response = await signOut({ [to]: address })
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
      expect(browser.page).toContain(`You are signed out, but “${address}” is not ${list}.`)
      expect(await isSignedOut()).toBe(true)
    },
  )

  it('leaves other sessions alone, and is not an error twice', async ({ emulator }) => {
    const { signOut } = await signedInBrowser(emulator)
    const bob = await emulator.signedIn('bob@example.com')
    await signOut()
    expect((await signOut()).status).toBe(302)
    expect((await emulator.refresh(bob.tokens)).status).toBe(200)
    expect((await bob.browser.go(emulator.authorizeUrl())).status).toBe(302)
  })
})
