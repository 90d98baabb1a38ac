import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { email } from '../oidc/emulator.ts'
import { appUrl } from '../oidc/fixture.ts'
import { auth0Target, it } from './fixture.ts'
import { signUp } from './sdk.ts'

describe('the Auth0 SDK', () => {
  it('signs up and finds the user', async ({ emulator }) => {
    const { app, callback, back } = await signUp(emulator)
    expect(back.to).toBe(auth0Target.redirectUri)
    expect(await app.go(callback)).toBe(`${appUrl}/`)
    const { users } = (await emulator.hook('GET users')).json
    const sub = users[0].user_id
    const known = { sub, email, email_verified: false, nickname: 'ann', name: email }
    expect((await app.session())?.user).toMatchObject(known)
    expect((await emulator.hook('GET unknown')).json.requests).toEqual([])
  })

  // Not the signature: the SDK trusts the connection to the token endpoint.
  it.for([
    { nonce: 'another nonce' },
    { iss: 'https://evil.example/' },
    { aud: 'another application' },
    { exp: 1 },
  ])('rejects an ID token with %o', async (claims, { emulator }) => {
    const { app, callback } = await signUp(emulator)
    await emulator.hook('POST faults', { times: 1, alterToken: { claims } })
    expect(await app.go(callback)).not.toBe(`${appUrl}/`)
    expect(await app.session()).toBeNull()
  })

  it.for(['/auth/logout', '/auth/logout?federated=false'])(
    'signs out at the provider too: %s',
    async (path, { emulator }) => {
      const { app, browser, callback } = await signUp(emulator)
      await app.go(callback)
      expect(redirected(await browser.go(await app.go(path)))).toEqual({ to: `${appUrl}/` })
      expect(await app.session()).toBeNull()
      await browser.go(await app.go('/auth/login'))
      expect(browser.page).toContain('<h1>Sign in</h1>')
    },
  )
})
