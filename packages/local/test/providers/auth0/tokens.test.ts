import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, parameters, send } from '../client.ts'
import { stopClock, type TestEmulator } from '../oidc/fixture.ts'
import { exchange, refresh, signedIn, signUp } from '../oidc/flows.ts'
import { auth0Target, startEmulator } from './fixture.ts'

const audience = 'https://api.example'

function userinfo(emulator: TestEmulator, accessToken: string) {
  return send(emulator, '/userinfo', { headers: { authorization: `Bearer ${accessToken}` } })
}

describe('an ID token', () => {
  it('has the claims of Auth0’s, for ten hours', async () => {
    const emulator = await startEmulator()
    const claims = decodeJwt((await signedIn(emulator)).json.id_token)
    const iat = claims.iat ?? 0
    expect(claims).toEqual({
      nickname: 'ann',
      name: 'ann@example.com',
      picture: expect.stringMatching(/^https:\/\/s\.gravatar\.com\/avatar\/[0-9a-f]{32}\?s=480/),
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      email: 'ann@example.com',
      email_verified: true,
      iss: auth0Target.issuer(emulator.url),
      aud: emulator.clientId,
      sub: expect.stringMatching(auth0Target.userId),
      iat,
      exp: iat + 36_000,
      sid: expect.any(String),
      nonce: 'a nonce',
    })
  })

  it('has the names that somebody has', async () => {
    const emulator = await startEmulator()
    const password = 'correct horse battery'
    const ann = { email: 'ann@example.com', password, firstName: 'Ann', lastName: 'Example' }
    const { json } = await hook(emulator, 'POST users', ann)
    expect(json).toMatchObject({
      user_id: expect.stringMatching(auth0Target.userId),
      name: 'Ann Example',
      given_name: 'Ann',
      family_name: 'Example',
    })
  })

  it('has no more than its scopes', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator, undefined, { scope: 'openid' })
    expect(Object.keys(decodeJwt(json.id_token)).sort()).toEqual([
      'aud',
      'exp',
      'iat',
      'iss',
      'nonce',
      'sid',
      'sub',
    ])
  })
})

describe('an access token', () => {
  it('without an audience is no JWT and is for the profile', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    expect(json.access_token).not.toContain('.')
    const response = await userinfo(emulator, json.access_token)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      sub: expect.stringMatching(auth0Target.userId),
      nickname: 'ann',
      email: 'ann@example.com',
      email_verified: true,
    })
  })

  it('for an audience is a JWT for a day, good for the profile as well', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator, undefined, { audience, scope: 'openid email' })
    expect(decodeProtectedHeader(json.access_token)).toEqual({
      alg: 'RS256',
      typ: 'JWT',
      kid: expect.any(String),
    })
    const claims = decodeJwt(json.access_token)
    const iat = claims.iat ?? 0
    const iss = auth0Target.issuer(emulator.url)
    expect(claims).toEqual({
      iss,
      sub: expect.stringMatching(auth0Target.userId),
      aud: [audience, `${iss}userinfo`],
      iat,
      exp: iat + 86_400,
      scope: 'openid email',
      azp: emulator.clientId,
    })
    const response = await userinfo(emulator, json.access_token)
    expect(await response.json()).toEqual({
      sub: claims.sub,
      email: 'ann@example.com',
      email_verified: true,
    })
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

describe('PKCE', () => {
  it.each([{ code_verifier: 'x'.repeat(43) }, { code_verifier: undefined }])(
    'refuses %o',
    async (changes) => {
      const emulator = await startEmulator()
      const { code } = await signUp(emulator)
      expect(await exchange(emulator, code, changes)).toEqual({
        status: 403,
        json: { error: 'invalid_grant', error_description: 'Failed to verify code verifier' },
      })
    },
  )
})

describe('a refresh token', () => {
  it('stays the same', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const again = await refresh(emulator, json.refresh_token)
    expect(again.json.refresh_token ?? json.refresh_token).toBe(json.refresh_token)
    expect((await refresh(emulator, json.refresh_token)).status).toBe(200)
  })

  it('can be revoked by the app, and by nobody else', async () => {
    const emulator = await startEmulator()
    const { clientId: client_id, clientSecret: client_secret } = emulator
    const { refresh_token } = (await signedIn(emulator)).json
    const revoke = (fields: Record<string, string>) =>
      send(emulator, '/oauth/revoke', {
        method: 'POST',
        body: parameters({ client_id, client_secret, token: refresh_token, ...fields }),
      })
    expect((await revoke({ client_secret: 'other' })).status).toBe(401)
    expect((await refresh(emulator, refresh_token)).status).toBe(200)
    expect((await revoke({})).status).toBe(200)
    expect(await refresh(emulator, refresh_token)).toEqual(auth0Target.badRefreshToken)
  })
})
