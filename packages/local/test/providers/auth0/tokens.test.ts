import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, parameters, redirected, send } from '../client.ts'
import { openBrowser } from '../oidc/browser.ts'
import { appUrl, email, stopClock, type TestEmulator } from '../oidc/fixture.ts'
import { authorizeUrl, exchange, refresh, signedIn, signUp } from '../oidc/flows.ts'
import { auth0Target, issuerOf, startEmulator, userId } from './fixture.ts'

const audience = 'https://api.example'

const userinfo = (emulator: TestEmulator, accessToken: string) =>
  send(emulator, '/userinfo', { headers: { authorization: `Bearer ${accessToken}` } })

it('prompt=none of a signed-in user needs no page, for a refresh token either', async () => {
  const emulator = await startEmulator()
  const { browser } = await signUp(emulator)
  const back = redirected(await browser.go(authorizeUrl(emulator, { prompt: 'none' })))
  expect((await exchange(emulator, back.code ?? '')).status).toBe(200)
})

it('an ID token has no more than its scopes', async () => {
  const { json } = await signedIn(await startEmulator(), undefined, { scope: 'openid' })
  const names = ['aud', 'exp', 'iat', 'iss', 'nonce', 'sid', 'sub']
  expect(Object.keys(decodeJwt(json.id_token)).sort()).toEqual(names)
})

describe('an access token', () => {
  it('without an audience is opaque and for the profile', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    expect(json.access_token).not.toContain('.')
    const response = await userinfo(emulator, json.access_token)
    const sub = expect.stringMatching(userId)
    const profile = { sub, nickname: 'ann', email, email_verified: true }
    expect(await response.json()).toMatchObject(profile)
  })

  it('for an audience is a JWT for a day, good for the profile as well', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator, undefined, { audience, scope: 'openid email' })
    const header = { alg: 'RS256', typ: 'JWT', kid: expect.any(String) }
    expect(decodeProtectedHeader(json.access_token)).toEqual(header)
    const claims = decodeJwt(json.access_token)
    const iat = claims.iat ?? 0
    const iss = issuerOf(emulator)
    expect(claims).toEqual({
      iss,
      sub: expect.stringMatching(userId),
      aud: [audience, `${iss}userinfo`],
      iat,
      exp: iat + 86_400,
      scope: 'openid email',
      azp: emulator.clientId,
    })
    const response = await userinfo(emulator, json.access_token)
    expect(await response.json()).toEqual({ sub: claims.sub, email, email_verified: true })
  })

  it('without the scope openid is not for the profile', async () => {
    const emulator = await startEmulator()
    const changes = { audience, scope: 'email', nonce: undefined }
    const { json } = await signedIn(emulator, undefined, changes)
    expect(decodeJwt(json.access_token).aud).toBe(audience)
    expect(json.id_token).toBeUndefined()
    expect((await userinfo(emulator, json.access_token)).status).toBe(401)
  })

  it.each(['unknown', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', 'a.b.c'])(
    'that was never given is refused: %s',
    async (accessToken) => {
      const response = await userinfo(await startEmulator(), accessToken)
      expect(response.status).toBe(401)
      expect(await response.text()).toBe('Unauthorized')
    },
  )

  it.each([{}, { audience }])('is refused when it has expired: %o', async (changes) => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator, undefined, changes)
    later(86_401)
    expect((await userinfo(emulator, json.access_token)).status).toBe(401)
  })

  it('is refused when its user was revoked', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    await hook(emulator, 'POST sessions/revoke')
    expect((await userinfo(emulator, json.access_token)).status).toBe(401)
  })
})

describe('a refresh token', () => {
  it('stays the same', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const again = await refresh(emulator, json.refresh_token)
    expect(again.json.refresh_token ?? json.refresh_token).toBe(json.refresh_token)
    expect((await refresh(emulator, json.refresh_token)).status).toBe(200)
  })

  it('can be revoked by the app, and by no one else', async () => {
    const emulator = await startEmulator()
    const { clientId: client_id, clientSecret } = emulator
    const { refresh_token } = (await signedIn(emulator)).json
    const revoke = async (client_secret: string) => {
      const body = parameters({ client_id, client_secret, token: refresh_token })
      return (await send(emulator, '/oauth/revoke', { method: 'POST', body })).status
    }
    expect(await revoke('other')).toBe(401)
    expect((await refresh(emulator, refresh_token)).status).toBe(200)
    expect(await revoke(clientSecret)).toBe(200)
    expect(await refresh(emulator, refresh_token)).toEqual(auth0Target.badRefreshToken)
  })
})

describe('signing out', () => {
  it.each(['/oidc/logout', '/v2/logout'])('at %s refuses another client', async (path) => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    expect((await browser.go(`${path}?client_id=other`)).status).toBe(400)
    expect(browser.page).toContain('There is no application with the client ID “other”.')
    expect((await browser.go(authorizeUrl(emulator))).status).toBe(302)
  })

  it.each(['/oidc/logout', '/v2/logout'])('at %s knows its own parameters only', async (path) => {
    expect((await send(await startEmulator(), `${path}?federated`)).status).toBe(501)
  })

  it('gives the state back', async () => {
    const browser = openBrowser(await startEmulator())
    const back = await browser.go('/oidc/logout?state=a+state&logout_hint=a+session')
    expect(back.headers.get('location')).toBe(`${appUrl}/?state=a+state`)
  })

  it('takes an ID token of this application, and no other', async () => {
    const { browser, json } = await signedIn(await startEmulator())
    const forged = `${json.id_token.slice(0, -8)}AAAAAAAA`
    expect((await browser.go(`/oidc/logout?id_token_hint=${forged}`)).status).toBe(400)
    expect((await browser.go(`/oidc/logout?id_token_hint=${json.id_token}`)).status).toBe(302)
  })
})
