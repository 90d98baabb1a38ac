import { createRemoteJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, send, startEmulator } from './fixture.ts'
import { authenticate, signedIn, signUp, verifier } from './flows.ts'

const ulid = '[0-9A-HJKMNP-TV-Z]{26}'

describe('the token endpoint', () => {
  const grant = { grant_type: 'authorization_code', code: 'a code', code_verifier: verifier }

  it.each([
    [{ ...grant, client_id: 'client_other' }, 'invalid_client', 'Invalid client ID.'],
    [{ ...grant, client_id: undefined }, 'invalid_client', 'Invalid client ID.'],
    [{ ...grant, client_secret: 'sk_test_other' }, 'invalid_client', 'Invalid client secret.'],
    [{ ...grant, client_secret: undefined }, 'invalid_client', 'Invalid client secret.'],
    [{ ...grant, code: undefined }, 'invalid_request', 'code is required.'],
    [{ ...grant, code_verifier: undefined }, 'invalid_request', 'code_verifier is required.'],
    [{ ...grant, grant_type: undefined }, 'invalid_request', 'grant_type is required.'],
    [{ grant_type: 'refresh_token' }, 'invalid_request', 'refresh_token is required.'],
    [
      { grant_type: 'refresh_token', refresh_token: 'unknown' },
      'invalid_grant',
      'Invalid refresh token.',
    ],
  ])('refuses %o', async (body, error, error_description) => {
    expect(await authenticate(await startEmulator(), body)).toEqual({
      status: 400,
      json: { error, error_description },
    })
  })

  it.each(['{', '[]', 'null'])('refuses the body %s', async (body) => {
    const emulator = await startEmulator()
    const headers = { 'content-type': 'application/json' }
    const response = await send(emulator, '/user_management/authenticate', {
      method: 'POST',
      headers,
      body,
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: 'invalid_request',
      error_description: 'The body is not readable.',
    })
  })

  it('takes a form as well as JSON', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    const { clientId: client_id, apiKey: client_secret } = emulator
    const response = await send(emulator, '/user_management/authenticate', {
      method: 'POST',
      body: new URLSearchParams({ ...grant, code, client_id, client_secret }),
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('x-request-id')).toMatch(new RegExp(`^req_${ulid}$`))
  })

  it.each([
    [{ grant_type: 'password' }, 'the grant password'],
    [{ ...grant, invitation_token: 'x' }, '/user_management/authenticate with invitation_token'],
  ])('is a loud 501 for %o', async (body, what) => {
    const emulator = await startEmulator()
    const message = `${what} is not emulated`
    expect(await authenticate(emulator, body)).toEqual({
      status: 501,
      json: { error: 'not_emulated', message },
    })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([{ message }])
  })
})

describe('an access token', () => {
  it('is signed with RS256 by a published key and says who, which session and how long', async () => {
    const now = Date.now()
    const emulator = await startEmulator(() => now)
    const { accessToken, json } = await signedIn(emulator)
    const keys = createRemoteJWKSet(new URL(`${emulator.url}/sso/jwks/${emulator.clientId}`))
    const { payload, protectedHeader } = await jwtVerify(accessToken, keys)
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) })
    const iat = Math.floor(now / 1_000)
    expect(payload).toEqual({
      iss: `${emulator.url}/user_management/${emulator.clientId}`,
      sub: json.user.id,
      sid: expect.stringMatching(`^session_${ulid}$`),
      jti: expect.stringMatching(`^${ulid}$`),
      client_id: emulator.clientId,
      iat,
      exp: iat + 300,
      auth_time: iat,
      role: 'authenticated',
      aud: 'insforge-api',
      user_email: 'ann@example.com',
    })
  })
})
