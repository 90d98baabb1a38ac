import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { hook, password, startEmulator } from './fixture.ts'
import { authorize, signedIn, submit } from './flows.ts'

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
      json: { message: 'no account has that e-mail address' },
    })
  })
})

describe('hooks', () => {
  it.each([
    ['users', { email: 'ann', password }, 'email: is not an e-mail address'],
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
