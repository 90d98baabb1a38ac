import { request } from 'node:http'
import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { it as kitIt } from '../workos/fixture.ts'
import { email, password, verifier } from './emulator.ts'
import { targets } from './targets.ts'

describe.each(targets)('the hooks of $name', ({ name, target, it }) => {
  it('make users who can sign in, and list them', async ({ emulator }) => {
    const ann = { email: 'Ann@example.com', password, firstName: 'Ann', lastName: 'Example' }
    const { status, json } = await emulator.hook('POST users', { ...ann, emailVerified: false })
    expect(status).toBe(201)
    expect(json).toMatchObject({ email, email_verified: false, name: 'Ann Example' })
    expect(JSON.stringify(json)).toMatch(/"(given|first)_name":"Ann"/)
    expect((await emulator.hook('GET users')).json).toEqual({ users: [json] })
    expect((await emulator.hook('POST users', ann)).status).toBe(409)
    const browser = await emulator.visit()
    const shown = await browser.submit({ email, password })
    expect((await emulator.typeCode(browser, shown)).status).toBe(302)
  })

  it('start over: without users, sessions and faults, with the keys that there were', async ({
    emulator,
  }) => {
    const { tokens } = await emulator.signedIn()
    const { keys } = await emulator.publishedKeys()
    await emulator.hook('POST settings', { accessTokenSeconds: 7 })
    await emulator.hook('POST faults', { status: 500 })
    expect(await emulator.hook('POST reset')).toEqual({ status: 200, json: { users: [] } })
    expect((await emulator.hook('GET faults')).json).toEqual({ faults: [] })
    expect((await emulator.hook('GET users')).json).toEqual({ users: [] })
    expect((await emulator.hook('GET settings')).json.accessTokenSeconds).not.toBe(7)
    expect(await emulator.refresh(tokens)).toEqual(target.badRefreshToken)
    expect((await emulator.publishedKeys()).keys).toEqual(keys)
    await emulator.restart()
    expect((await emulator.hook('GET users')).json).toEqual({ users: [] })
    expect((await emulator.signedIn()).tokens.access_token).not.toBe(tokens.access_token)
  })

  it('find no session of an unknown address', async ({ emulator }) => {
    const answer = await emulator.hook('POST sessions/revoke', { email: 'bob@example.com' })
    expect(answer).toEqual({ status: 404, json: { message: expect.any(String) } })
  })

  it('change the settings that are named and keep the rest', async ({ emulator }) => {
    const before = (await emulator.hook('GET settings')).json
    const changes = { accessTokenSeconds: 0 }
    const json = { ...before, ...changes }
    expect(await emulator.hook('POST settings', changes)).toEqual({ status: 200, json })
    const audience = name === 'WorkOS' ? undefined : 'https://api.example'
    const { tokens } = await emulator.signedIn(email, { audience })
    const { iat, exp } = decodeJwt(tokens.access_token)
    expect(exp).toBe(iat)
  })

  it('rotate the keys, with the old ones published or not', async ({ emulator }) => {
    const { tokens } = await emulator.signedIn()
    const { kids } = (await emulator.hook('POST keys/rotate')).json
    const both = await emulator.publishedKeys()
    expect(both.keys.map(({ kid }) => kid)).toEqual(kids)
    const next = (await emulator.refresh(tokens)).json[target.jwt]
    expect((await jwtVerify(tokens[target.jwt], both.find)).protectedHeader.kid).toBe(kids[1])
    expect((await jwtVerify(next, both.find)).protectedHeader.kid).toBe(kids[0])
    await emulator.hook('POST keys/rotate', { keepOld: false })
    const { find } = await emulator.publishedKeys()
    await expect(jwtVerify(next, find)).rejects.toThrow()
  })

  it('have a log without secrets', async ({ emulator }) => {
    const { tokens, browser } = await emulator.signedIn()
    await emulator.refresh(tokens)
    const { code = '' } = redirected(await browser.go(emulator.authorizeUrl()))
    await emulator.exchange(code)
    await emulator.send(`/?access_token=${tokens.access_token}`, {
      headers: { authorization: `Bearer ${emulator.clientSecret}` },
    })
    const { requests } = (await emulator.hook('GET log')).json
    const log = JSON.stringify(requests)
    expect(log).toContain('ann@example.com')
    expect(log).toContain('authorization_code')
    const cookies = browser.cookies(target.paths.authorize).split('; ')
    const secrets = [
      ...[password, verifier, code, emulator.clientSecret],
      ...[tokens.access_token, tokens.refresh_token, tokens[target.jwt]],
      ...cookies.map((cookie) => cookie.split('=')[1]),
    ]
    for (const secret of secrets) {
      expect(secret).toMatch(/^\S/)
      expect(log).not.toContain(secret)
    }
    expect((await emulator.hook('DELETE log')).status).toBe(204)
    expect((await emulator.hook('GET log')).json).toEqual({ requests: [] })
  })

  it.for([
    ['GET', '/nowhere'],
    ['PUT', '/'],
    ['DELETE', '/user_management/invitations/invitation_1'],
  ] as const)(
    'keep what is not emulated, a loud 501: %s %s',
    async ([method, path], { emulator }) => {
      const response = await emulator.send(path, { method })
      const message = `${method} ${path} is not emulated`
      expect(response.status).toBe(501)
      expect(await response.json()).toEqual(target.notEmulated(message))
      const requests = [{ at: expect.any(String), method, path, message }]
      expect((await emulator.hook('GET unknown')).json).toEqual({ requests })
      expect((await emulator.hook('DELETE unknown')).status).toBe(204)
      expect((await emulator.hook('GET unknown')).json).toEqual({ requests: [] })
    },
  )
})

// The kit's own rules, the same in every emulator: proven on one.
describe('the hooks of every emulator', () => {
  kitIt.for([
    ['users', { email: 'ann', password }, /^email: /],
    ['users', { email: 'a@b', password: 'short' }, /^password: Too small/],
    ['settings', { accessTokenSeconds: -1 }, /^accessTokenSeconds: Too small/],
    ['settings', { accessTokenSecond: 1 }, 'Unrecognized key: "accessTokenSecond"'],
    ['settings', { jwtTemplate: '{"sub": "x"}' }, /^jwtTemplate: .* reserved claims: sub/],
    ['sessions/revoke', { user: 'x' }, 'Unrecognized key: "user"'],
    ['keys/rotate', { keepOld: 'no' }, /^keepOld: Invalid input/],
    ['faults', {}, 'a fault needs one of'],
    ['faults', { status: 99 }, /^status: Too small/],
    ['faults', { alterToken: { claims: {}, token: 'x' } }, /^alterToken: token: Invalid option/],
  ] as const)('reject what they do not understand: %s %o', async (row, { emulator }) => {
    const [path, body, message] = row
    const answer = await emulator.hook(`POST ${path}`, body)
    expect(answer.status).toBe(400)
    expect(answer.json.message).toMatch(message)
  })

  kitIt.for([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { host: 'rebound.example' },
  ])('are not for web pages: %o', async (headers, { emulator }) => {
    // fetch sets these two headers itself.
    const status = await new Promise((answered, failed) => {
      const call = request(`${emulator.url}/_emulate/users`, { headers }, (response) => {
        response.resume()
        answered(response.statusCode)
      })
      call.on('error', failed).end()
    })
    expect(status).toBe(403)
  })
})
