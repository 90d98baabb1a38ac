import { request } from 'node:http'
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose'
import { describe, expect, it } from 'vitest'
import {
  authorize,
  hook,
  password,
  refresh,
  send,
  signedIn,
  startEmulator,
  submit,
  type TestEmulator,
} from './fixture.ts'

async function keys(emulator: TestEmulator): Promise<JSONWebKeySet> {
  const response = await send(emulator, `/sso/jwks/${emulator.clientId}`)
  return JSON.parse(await response.text())
}

describe('POST users', () => {
  it('makes somebody who can sign in', async () => {
    const emulator = await startEmulator()
    const ann = { email: 'Ann@example.com', password, firstName: 'Ann', lastName: 'Example' }
    const { status, json } = await hook(emulator, 'POST users', ann)
    expect(status).toBe(201)
    expect(json).toMatchObject({
      object: 'user',
      email: 'ann@example.com',
      email_verified: true,
      name: 'Ann Example',
      first_name: 'Ann',
      last_name: 'Example',
      last_sign_in_at: null,
    })
    expect((await hook(emulator, 'GET users')).json).toEqual({ users: [json] })
    expect((await submit(emulator, { email: 'ann@example.com' })).status).toBe(302)
  })

  it('makes somebody whose address is not verified', async () => {
    const body = { email: 'ann@example.com', password, emailVerified: false }
    const { json } = await hook(await startEmulator(), 'POST users', body)
    expect(json.email_verified).toBe(false)
  })

  it('refuses an address that has an account', async () => {
    const emulator = await startEmulator()
    await signedIn(emulator)
    expect(await hook(emulator, 'POST users', { email: 'ann@example.com', password })).toEqual({
      status: 409,
      json: { message: 'that e-mail address has an account' },
    })
  })
})

describe('POST settings', () => {
  it('changes what it names and keeps the rest', async () => {
    const emulator = await startEmulator()
    const before = (await hook(emulator, 'GET settings')).json
    expect(before).toMatchObject({
      accessTokenSeconds: 300,
      codeSeconds: 600,
      replayGraceSeconds: 10,
    })
    const after = await hook(emulator, 'POST settings', { accessTokenSeconds: 60 })
    expect(after).toEqual({ status: 200, json: { ...before, accessTokenSeconds: 60 } })
  })

  it('sets how long access tokens live, down to not at all', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { accessTokenSeconds: 0 })
    const { iat, exp } = decodeJwt((await signedIn(emulator)).accessToken)
    expect(exp).toBe(iat)
  })

  it('turns the JWT template off and on', async () => {
    const emulator = await startEmulator()
    const { jwtTemplate } = (await hook(emulator, 'GET settings')).json
    await hook(emulator, 'POST settings', { jwtTemplate: null })
    const { accessToken, refreshToken } = await signedIn(emulator)
    expect(Object.keys(decodeJwt(accessToken)).sort()).toEqual([
      'auth_time',
      'client_id',
      'exp',
      'iat',
      'iss',
      'jti',
      'sid',
      'sub',
    ])
    await hook(emulator, 'POST settings', { jwtTemplate })
    const { json } = await refresh(emulator, refreshToken)
    expect(decodeJwt(json.access_token)).toMatchObject({
      role: 'authenticated',
      aud: 'insforge-api',
    })
  })
})

describe('POST keys/rotate', () => {
  it('signs with a new key and goes on publishing the old one', async () => {
    const emulator = await startEmulator()
    const before = await signedIn(emulator)
    const { status, json } = await hook(emulator, 'POST keys/rotate')
    const after = await refresh(emulator, before.refreshToken)
    const published = await keys(emulator)
    expect(status).toBe(200)
    expect(json.kids).toEqual(published.keys.map(({ kid }) => kid))
    expect(decodeProtectedHeader(after.json.access_token).kid).toBe(json.kids[0])
    expect(decodeProtectedHeader(before.accessToken).kid).toBe(json.kids[1])
    const keySet = createLocalJWKSet(published)
    await jwtVerify(before.accessToken, keySet)
    await jwtVerify(after.json.access_token, keySet)
  })

  it('can take the old key away', async () => {
    const emulator = await startEmulator()
    const { accessToken } = await signedIn(emulator)
    await hook(emulator, 'POST keys/rotate', { keepOld: false })
    const published = await keys(emulator)
    expect(published.keys).toHaveLength(1)
    await expect(jwtVerify(accessToken, createLocalJWKSet(published))).rejects.toThrow()
  })
})

describe('a session that was ended', () => {
  it.each(['revoke', 'expire'])('no longer signs its browser in (%s)', async (how) => {
    const emulator = await startEmulator()
    const { cookie } = await signedIn(emulator)
    await hook(emulator, `POST sessions/${how}`)
    expect((await authorize(emulator, {}, cookie)).status).toBe(200)
  })

  it('is not looked for at an unknown address', async () => {
    const emulator = await startEmulator()
    expect(await hook(emulator, 'POST sessions/revoke', { email: 'bob@example.com' })).toEqual({
      status: 404,
      json: { message: 'nobody has that e-mail address' },
    })
  })
})

describe('hooks', () => {
  it.each([
    ['users', { email: 'ann', password }, 'email: is no e-mail address'],
    ['users', { email: 'a@b', password: 'short' }, /^password: Too small/],
    ['users', { email: 'a@b', password, admin: true }, 'Unrecognized key: "admin"'],
    ['settings', { accessTokenSeconds: -1 }, /^accessTokenSeconds: Too small/],
    ['settings', { accessTokenSecond: 1 }, 'Unrecognized key: "accessTokenSecond"'],
    [
      'settings',
      { jwtTemplate: '{"sub": "x"}' },
      'jwtTemplate: the JWT template sets reserved claims: sub',
    ],
    ['sessions/revoke', { user: 'x' }, 'Unrecognized key: "user"'],
    ['keys/rotate', { keepOld: 'no' }, /^keepOld: Invalid input/],
  ])('refuse what they do not understand: %s %o', async (path, body, message) => {
    const answer = await hook(await startEmulator(), `POST ${path}`, body)
    expect(answer.status).toBe(400)
    expect(answer.json.message).toMatch(message)
  })

  it('that do not exist are a 404', async () => {
    expect(await hook(await startEmulator(), 'POST nothing')).toEqual({
      status: 404,
      json: { message: 'no hook POST /_emulate/nothing' },
    })
  })

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { host: 'rebound.example' },
  ])('are not for web pages: %o', async (headers) => {
    const { url } = await startEmulator()
    // fetch sets these two headers itself.
    const status = await new Promise((answered, failed) => {
      const call = request(`${url}/_emulate/users`, { headers }, (response) => {
        response.resume()
        answered(response.statusCode)
      })
      call.on('error', failed).end()
    })
    expect(status).toBe(403)
  })
})
