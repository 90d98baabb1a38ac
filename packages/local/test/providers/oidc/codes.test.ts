import { createRemoteJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, send } from '../client.ts'
import { stopClock } from './fixture.ts'
import { exchange, signUp, token } from './flows.ts'
import { targets } from './targets.ts'

describe.each(targets)('a code of $name', ({ startEmulator }) => {
  it('is exchanged for tokens that a published key has signed', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    const { status, json } = await exchange(emulator, code)
    expect(status).toBe(200)
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 })
    expect(json.refresh_token).toMatch(/^[\w-]{40,}$/)
    const keys = createRemoteJWKSet(new URL(emulator.url + emulator.target.paths.jwks))
    const { payload, protectedHeader } = await jwtVerify(json.id_token, keys)
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) })
    expect(payload).toMatchObject({
      iss: emulator.target.issuer(emulator.url),
      aud: emulator.clientId,
      sub: expect.stringMatching(emulator.target.userId),
      nonce: 'a nonce',
      email: 'ann@example.com',
      email_verified: true,
    })
  })

  it('is good for one exchange', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    const results = await Promise.all([exchange(emulator, code), exchange(emulator, code)])
    expect(results.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await exchange(emulator, code)).toEqual(emulator.target.badCode)
  })

  it('that is used again takes back what it was exchanged for', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    const { json } = await exchange(emulator, code)
    await exchange(emulator, code)
    const again = { grant_type: 'refresh_token', refresh_token: json.refresh_token }
    expect(await token(emulator, again)).toEqual(emulator.target.badRefreshToken)
  })

  it.each([['http://localhost:3000/elsewhere'], ['https://evil.example/callback']])(
    'is refused with the redirect URI %s',
    async (redirect_uri) => {
      const emulator = await startEmulator()
      const { code } = await signUp(emulator)
      expect(await exchange(emulator, code, { redirect_uri })).toEqual(emulator.target.badCode)
    },
  )

  it('is refused after ten minutes', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { code: early } = await signUp(emulator, 'ann@example.com')
    const { code: late } = await signUp(emulator, 'bob@example.com')
    later(599)
    expect((await exchange(emulator, early)).status).toBe(200)
    later(1)
    expect(await exchange(emulator, late)).toEqual(emulator.target.badCode)
  })

  it('is refused when its session was revoked', async () => {
    const emulator = await startEmulator()
    const { code } = await signUp(emulator)
    await hook(emulator, 'POST sessions/revoke')
    expect(await exchange(emulator, code)).toEqual(emulator.target.badCode)
  })

  it.each(['unknown', 'constructor', '__proto__'])(
    'that was never given is refused: %s',
    async (code) => {
      const emulator = await startEmulator()
      expect(await exchange(emulator, code)).toEqual(emulator.target.badCode)
    },
  )
})

describe.each(targets)('the token endpoint of $name', ({ startEmulator }) => {
  const grant = { grant_type: 'authorization_code', code: 'a code', redirect_uri: 'x' }

  it.each([{ client_id: 'other' }, { client_secret: 'other' }])(
    'refuses another client: %o',
    async (changes) => {
      const emulator = await startEmulator()
      expect(await token(emulator, { ...grant, ...changes })).toEqual(emulator.target.badClient)
    },
  )

  it.each([
    { client_secret: undefined },
    { client_id: undefined },
    { code: undefined },
    { redirect_uri: undefined },
    { grant_type: undefined },
    { grant_type: 'refresh_token', code: undefined, redirect_uri: undefined },
  ])('refuses a request with %o', async (changes) => {
    const { status, json } = await token(await startEmulator(), { ...grant, ...changes })
    expect([400, 401]).toContain(status)
    expect(json).toEqual({
      error: expect.stringMatching(/^(invalid_request|invalid_client|access_denied)$/),
      error_description: expect.any(String),
    })
  })

  it.each([
    [{ grant_type: 'password' }, 'the grant password'],
    [{ ...grant, assertion: 'x' }, 'assertion'],
  ])('is a loud 501 for %o', async (fields, what) => {
    const emulator = await startEmulator()
    const { status, json } = await token(emulator, fields)
    expect(status).toBe(501)
    expect(json).toEqual({
      error: 'not_emulated',
      message: expect.stringContaining(`${what} is not emulated`),
    })
    expect((await hook(emulator, 'GET unknown')).json.requests).toHaveLength(1)
  })

  it('lets nobody keep its answer', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, emulator.target.paths.token, { method: 'POST' })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})
