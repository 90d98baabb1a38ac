import { request } from 'node:http'
import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { startEmulator as startWorkos } from '../workos/fixture.ts'
import { email, password } from './fixture.ts'
import {
  authorizeUrl,
  exchange,
  publishedKeys,
  refresh,
  signedIn,
  verifier,
  visit,
} from './flows.ts'
import { oidcTargets, targets } from './targets.ts'

describe.each(targets)('the hooks of $name', ({ target, startEmulator }) => {
  it('make users who can sign in, and list them', async () => {
    const emulator = await startEmulator()
    const ann = { email: 'Ann@example.com', password, firstName: 'Ann', lastName: 'Example' }
    const made = await hook(emulator, 'POST users', { ...ann, emailVerified: false })
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ email, email_verified: false, name: 'Ann Example' })
    expect(JSON.stringify(made.json)).toMatch(/"(given|first)_name":"Ann"/)
    expect((await hook(emulator, 'GET users')).json).toEqual({ users: [made.json] })
    expect((await hook(emulator, 'POST users', ann)).status).toBe(409)
    const browser = await visit(emulator)
    expect((await browser.submit({ email, password })).status).toBe(302)
  })

  it('find no session of an unknown address', async () => {
    const answer = await hook(await startEmulator(), 'POST sessions/revoke', { email: 'bob@b.c' })
    expect(answer).toEqual({ status: 404, json: { message: expect.any(String) } })
  })

  it('change the settings that are named and keep the rest', async () => {
    const emulator = await startEmulator()
    const before = (await hook(emulator, 'GET settings')).json
    const changes = { accessTokenSeconds: 0 }
    const json = { ...before, ...changes }
    expect(await hook(emulator, 'POST settings', changes)).toEqual({ status: 200, json })
    const audience = oidcTargets.some((one) => one.target === target) ? 'https://a.b' : undefined
    const { access_token } = (await signedIn(emulator, email, { audience })).json
    const { iat, exp } = decodeJwt(access_token)
    expect(exp).toBe(iat)
  })

  it('rotate the keys, with the old ones published or not', async () => {
    const emulator = await startEmulator()
    const before = (await signedIn(emulator)).json
    const { kids } = (await hook(emulator, 'POST keys/rotate')).json
    const both = await publishedKeys(emulator)
    expect(both.keys.map(({ kid }: { kid: string }) => kid)).toEqual(kids)
    const after = (await refresh(emulator, before.refresh_token)).json
    const [old, next] = [before[target.jwt], after[target.jwt]]
    expect((await jwtVerify(old, both.find)).protectedHeader.kid).toBe(kids[1])
    expect((await jwtVerify(next, both.find)).protectedHeader.kid).toBe(kids[0])
    await hook(emulator, 'POST keys/rotate', { keepOld: false })
    const { find } = await publishedKeys(emulator)
    await expect(jwtVerify(next, find)).rejects.toThrow()
  })

  it('have a log without secrets', async () => {
    const emulator = await startEmulator()
    const { json, browser } = await signedIn(emulator)
    await refresh(emulator, json.refresh_token)
    const { code = '' } = redirected(await browser.go(authorizeUrl(emulator)))
    await exchange(emulator, code)
    await send(emulator, `/?access_token=${json.access_token}`, {
      headers: { authorization: `Bearer ${emulator.clientSecret}` },
    })
    const log = JSON.stringify((await hook(emulator, 'GET log')).json)
    expect(log).toContain('ann@example.com')
    expect(log).toContain('authorization_code')
    const cookies = browser.cookies(target.paths.authorize).split('; ')
    const values = cookies.map((cookie) => cookie.split('=')[1])
    const tokens = [json.access_token, json.refresh_token, json[target.jwt]]
    for (const secret of [password, verifier, code, emulator.clientSecret, ...tokens, ...values]) {
      expect(secret).toMatch(/^\S/)
      expect(log).not.toContain(secret)
    }
  })

  it.each([
    ['GET', '/nowhere'],
    ['PUT', '/'],
    ['DELETE', '/user_management/users/user_1'],
  ])('keep what is not emulated, a loud 501: %s %s', async (method, path) => {
    const emulator = await startEmulator()
    const response = await send(emulator, path, { method })
    const message = `${method} ${path} is not emulated`
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({ error: 'not_emulated', message })
    const requests = [{ at: expect.any(String), method, path, message }]
    expect((await hook(emulator, 'GET unknown')).json).toEqual({ requests })
    expect((await hook(emulator, 'DELETE unknown')).status).toBe(204)
    expect((await hook(emulator, 'GET unknown')).json).toEqual({ requests: [] })
  })
})

// The kit's own rules, the same in every emulator: proven on one.
describe('the hooks of every emulator', () => {
  it.each([
    ['users', { email: 'ann', password }, /^email: /],
    ['users', { email: 'a@b', password: 'short' }, /^password: Too small/],
    ['users', { email: 'a@b', password, admin: true }, 'Unrecognized key: "admin"'],
    ['settings', { accessTokenSeconds: -1 }, /^accessTokenSeconds: Too small/],
    ['settings', { accessTokenSecond: 1 }, 'Unrecognized key: "accessTokenSecond"'],
    ['settings', { jwtTemplate: '{"sub": "x"}' }, /^jwtTemplate: .* reserved claims: sub/],
    ['sessions/revoke', { user: 'x' }, 'Unrecognized key: "user"'],
    ['keys/rotate', { keepOld: 'no' }, /^keepOld: Invalid input/],
    ['faults', {}, 'a fault needs one of'],
    ['faults', { status: 99 }, /^status: Too small/],
    ['faults', { status: 500, times: 0 }, /^times: Too small/],
    ['faults', { status: 500, path: 'sso' }, /^path: Invalid string/],
    ['faults', { status: 500, route: '/' }, 'Unrecognized key: "route"'],
    ['faults', { alterToken: { claims: {}, token: 'x' } }, /^alterToken: token: Invalid option/],
  ])('reject what they do not understand: %s %o', async (path, body, message) => {
    const answer = await hook(await startWorkos(), `POST ${path}`, body)
    expect(answer.status).toBe(400)
    expect(answer.json.message).toMatch(message)
  })

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { host: 'rebound.example' },
  ])('are not for web pages: %o', async (headers) => {
    const { url } = await startWorkos()
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

  it('answer 404 where there is none', async () => {
    const json = { message: 'no hook POST /_emulate/nothing' }
    expect(await hook(await startWorkos(), 'POST nothing')).toEqual({ status: 404, json })
  })
})
