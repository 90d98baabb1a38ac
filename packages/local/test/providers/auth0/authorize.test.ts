import { describe, expect, it } from 'vitest'
import { redirected } from '../client.ts'
import { stopClock } from '../oidc/fixture.ts'
import { authorize, authorizeUrl, exchange, signUp, state } from '../oidc/flows.ts'
import { auth0Target, startEmulator } from './fixture.ts'

describe('an authorization request', () => {
  it('with prompt=none from nobody goes back with Auth0’s own words', async () => {
    expect(redirected(await authorize(await startEmulator(), { prompt: 'none' }))).toEqual({
      to: auth0Target.redirectUri,
      error: 'login_required',
      error_description: 'Login required',
      state,
    })
  })

  it('with prompt=none from somebody needs no page, for a refresh token either', async () => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    const back = redirected(await browser.go(authorizeUrl(emulator, { prompt: 'none' })))
    expect((await exchange(emulator, back.code ?? '')).status).toBe(200)
  })

  it('with max_age asks nobody again who has just signed in', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    later(60)
    expect((await browser.go(authorizeUrl(emulator, { max_age: '60' }))).status).toBe(302)
  })

  it.each([
    ['60', 61],
    ['0', 1],
  ])('with max_age=%s asks again after %i seconds', async (max_age, seconds) => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    later(seconds)
    await browser.go(authorizeUrl(emulator, { max_age }))
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })

  it('without PKCE goes back with an error', async () => {
    const changes = { code_challenge: undefined, code_challenge_method: undefined }
    const response = await authorize(await startEmulator(), changes)
    expect(redirected(response)).toMatchObject({ error: 'invalid_request', state })
  })

  it('with an audience that is no address goes back with an error', async () => {
    const response = await authorize(await startEmulator(), { audience: 'my api' })
    expect(redirected(response)).toMatchObject({ error: 'invalid_target', state })
  })
})
