import { request } from 'node:http'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { password, type TestEmulator } from './fixture.ts'
import {
  authorize,
  authorizeUrl,
  exchange,
  refresh,
  signedIn,
  signUp,
  token,
  verifier,
} from './flows.ts'
import { targets } from './targets.ts'

const jwks = async ({ url, target }: TestEmulator) =>
  JSON.parse(await (await fetch(url + target.paths.jwks)).text())

describe.each(targets)('the users of $name', ({ startEmulator }) => {
  it('can be made and listed', async () => {
    const emulator = await startEmulator()
    const made = await hook(emulator, 'POST users', {
      email: 'Ann@example.com',
      password,
      emailVerified: false,
    })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ email: 'ann@example.com', email_verified: false })
    expect((await hook(emulator, 'GET users')).json).toEqual({ users: [made.json] })
    expect(await hook(emulator, 'POST users', { email: 'ann@example.com', password })).toEqual({
      status: 409,
      json: { message: 'that e-mail address has an account' },
    })
  })
})

describe.each(targets)('the settings of $name', ({ startEmulator }) => {
  it('say how long tokens live, down to not at all', async () => {
    const emulator = await startEmulator()
    const before = (await hook(emulator, 'GET settings')).json
    const changes = { accessTokenSeconds: 0, idTokenSeconds: 77 }
    expect(await hook(emulator, 'POST settings', changes)).toEqual({
      status: 200,
      json: { ...before, ...changes },
    })
    const { json } = await signedIn(emulator, undefined, { audience: 'https://api.example' })
    const [access, id] = [decodeJwt(json.access_token), decodeJwt(json.id_token)]
    expect(access.exp).toBe(access.iat)
    expect(Number(id.exp) - Number(id.iat)).toBe(77)
    await hook(emulator, 'POST settings', { idTokenSeconds: 0 })
    const { exp, iat } = decodeJwt((await refresh(emulator, json.refresh_token)).json.id_token)
    expect(Number(exp)).toBeLessThan(Number(iat))
  })

  it('rotate the keys, with the old ones published or not', async () => {
    const emulator = await startEmulator()
    const { json } = await signedIn(emulator)
    const { kids } = (await hook(emulator, 'POST keys/rotate')).json
    expect((await jwks(emulator)).keys.map(({ kid }: { kid: string }) => kid)).toEqual(kids)
    const next = await refresh(emulator, json.refresh_token)
    const keys = createLocalJWKSet(await jwks(emulator))
    await jwtVerify(json.id_token, keys)
    expect((await jwtVerify(next.json.id_token, keys)).protectedHeader.kid).toBe(kids[0])
    await hook(emulator, 'POST keys/rotate', { keepOld: false })
    const newKeys = createLocalJWKSet(await jwks(emulator))
    await expect(jwtVerify(next.json.id_token, newKeys)).rejects.toThrow()
  })
})

describe.each(targets)('the hooks of $name', ({ startEmulator }) => {
  it.each([
    ['users', { email: 'ann', password }, 'email: is not an e-mail address'],
    ['users', { email: 'a@b', password, admin: true }, 'Unrecognized key: "admin"'],
    ['settings', { accessTokenSeconds: -1 }, /^accessTokenSeconds: Too small/],
    ['settings', { accessTokenSecond: 1 }, 'Unrecognized key: "accessTokenSecond"'],
    ['sessions/revoke', { user: 'x' }, 'Unrecognized key: "user"'],
    ['faults', { alterToken: { claims: {}, token: 'x' } }, /^alterToken: token: Invalid option/],
  ])('refuse what they do not understand: %s %o', async (path, body, message) => {
    const answer = await hook(await startEmulator(), `POST ${path}`, body)
    expect(answer.status).toBe(400)
    expect(answer.json.message).toMatch(message)
  })

  it.each([{ 'sec-fetch-site': 'cross-site' }, { host: 'rebound.example' }])(
    'are not for web pages: %o',
    async (headers) => {
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
    },
  )
})

describe.each(targets)('a fault of $name', ({ startEmulator }) => {
  it('hangs up on everything but the hooks: the provider is down', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { hangUp: true })
    await expect(authorize(emulator)).rejects.toThrow('fetch failed')
    await expect(token(emulator, {})).rejects.toThrow('fetch failed')
    expect((await hook(emulator, 'GET log')).json.requests).toMatchObject([
      { status: null },
      { status: null },
    ])
    await hook(emulator, 'DELETE faults')
    expect((await authorize(emulator)).status).toBe(302)
  })

  it('refuses refreshes', async () => {
    const emulator = await startEmulator()
    const body = { error: 'invalid_grant' }
    const match = { grant_type: 'refresh_token' }
    const { path } = { path: emulator.target.paths.token }
    await hook(emulator, 'POST faults', { path, match, status: 400, body })
    const { json } = await signedIn(emulator)
    expect(await refresh(emulator, json.refresh_token)).toEqual({ status: 400, json: body })
  })

  it.each([
    { iss: 'https://evil.example/' },
    { aud: 'another application' },
    { nonce: 'another nonce' },
    { exp: 1 },
    { sub: 'somebody else' },
  ])('gives the next ID token other claims, signed well: %o', async (claims) => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', {
      path: emulator.target.paths.token,
      times: 1,
      alterToken: { claims },
    })
    const { code } = await signUp(emulator)
    const { json } = await exchange(emulator, code)
    const currentDate = new Date(0)
    const keys = createLocalJWKSet(await jwks(emulator))
    const { payload } = await jwtVerify(json.id_token, keys, { currentDate })
    expect(payload).toMatchObject({ email: 'ann@example.com', ...claims })
    const again = (await signedIn(emulator, 'bob@example.com')).json
    expect(decodeJwt(again.id_token)).not.toMatchObject(claims)
  })

  it('takes a claim out of an ID token, or leaves it its old signature', async () => {
    const emulator = await startEmulator()
    const path = emulator.target.paths.token
    const alterToken = { claims: { nonce: null }, signature: 'old' }
    await hook(emulator, 'POST faults', { path, alterToken })
    const { json } = await signedIn(emulator)
    expect(decodeJwt(json.id_token).nonce).toBeUndefined()
    const keys = createLocalJWKSet(await jwks(emulator))
    await expect(jwtVerify(json.id_token, keys)).rejects.toThrow('signature verification failed')
  })
})

describe.each(targets)('the log of $name', ({ startEmulator }) => {
  it('has no secret in it', async () => {
    const emulator = await startEmulator()
    const { json, browser } = await signedIn(emulator)
    await refresh(emulator, json.refresh_token)
    const { code = '' } = redirected(await browser.go(authorizeUrl(emulator)))
    await exchange(emulator, code)
    const { requests } = (await hook(emulator, 'GET log')).json
    const log = JSON.stringify(requests)
    expect(log).toContain('ann@example.com')
    expect(log).toContain('authorization_code')
    const cookies = browser.cookies(emulator.url).split('; ')
    const values = cookies.map((cookie) => cookie.split('=')[1] ?? '')
    const { access_token, refresh_token, id_token } = json
    const tokens = [access_token, refresh_token, id_token]
    for (const secret of [
      ...[password, verifier, code, emulator.clientSecret],
      ...tokens,
      ...values,
    ]) {
      expect(secret).not.toBe('')
      expect(log).not.toContain(secret)
    }
  })
})

describe.each(targets)('what $name does not imitate', ({ startEmulator, name }) => {
  it.each([
    ['GET', '/nowhere'],
    ['PUT', '/'],
    ['POST', '/.well-known/openid-configuration'],
  ])('is a loud 501: %s %s', async (method, path) => {
    const emulator = await startEmulator()
    const response = await send(emulator, path, { method })
    const message = `${method} ${path} is not emulated`
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({ error: 'not_emulated', message })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([
      { method, path, message },
    ])
  })

  it('is all but what its front page tells', async () => {
    const emulator = await startEmulator()
    await signUp(emulator)
    const page = await (await send(emulator, '/')).text()
    expect(page).toContain(`<h1>${name}, on this machine</h1>`)
    expect(page).toContain('<li>ann@example.com</li>')
    expect(page).toContain('POST /_emulate/tokens/expire')
  })
})
