import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { openBrowser, signedUpBrowser, signIn, signUp } from './browser.ts'
import { hook, password, send, startEmulator, type TestEmulator } from './fixture.ts'

describe('POST users', () => {
  it('makes somebody who can sign in', async () => {
    const emulator = await startEmulator()
    const ann = { email: 'Ann@example.com', password, firstName: 'Ann', lastName: 'Example' }
    const { status, json } = await hook(emulator, 'POST users', ann)
    expect(status).toBe(201)
    expect(json).toMatchObject({
      object: 'user',
      first_name: 'Ann',
      last_name: 'Example',
      email_addresses: [{ email_address: 'ann@example.com', verification: { status: 'verified' } }],
    })
    expect((await hook(emulator, 'GET users')).json).toEqual({ users: [json] })
    expect(await signIn(await openBrowser(emulator))).toMatch(/sess_/)
  })

  it('makes somebody whose address is not verified', async () => {
    const body = { email: 'ann@example.com', password, emailVerified: false }
    const { json } = await hook(await startEmulator(), 'POST users', body)
    expect(json.email_addresses[0].verification).toBeNull()
  })
})

describe('POST sessions/revoke', () => {
  it('is for one person, or for everybody', async () => {
    const emulator = await startEmulator()
    const ann = await signedUpBrowser(emulator)
    const bob = await openBrowser(emulator)
    const { sessionId } = await signUp(bob, 'bob@example.com')
    const email = 'bob@example.com'
    expect((await hook(emulator, 'POST sessions/revoke', { email })).json).toEqual({
      ended: [sessionId],
    })
    expect((await ann.browser.call(`POST ${ann.session}/tokens`)).status).toBe(200)
    expect((await hook(emulator, 'POST sessions/revoke')).json).toEqual({ ended: [ann.sessionId] })
  })

  it('is not for an unknown address', async () => {
    const emulator = await startEmulator()
    expect(await hook(emulator, 'POST sessions/revoke', { email: 'bob@example.com' })).toEqual({
      status: 404,
      json: { message: 'no account has that e-mail address' },
    })
  })
})

describe('POST settings', () => {
  it('changes what it names and keeps the rest', async () => {
    const emulator = await startEmulator()
    const before = (await hook(emulator, 'GET settings')).json
    expect(before).toEqual({
      sessionSeconds: 604_800,
      sessionTokenSeconds: 60,
      codeSeconds: 600,
      templateName: 'insforge',
      templateSeconds: 60,
      templateClaims: { role: 'authenticated', aud: 'insforge-api' },
      templateKey: 'insforge',
    })
    const after = await hook(emulator, 'POST settings', { templateSeconds: 15 })
    expect(after).toEqual({ status: 200, json: { ...before, templateSeconds: 15 } })
  })

  it('sets how long somebody stays signed in, from the next sign-in on', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST settings', { sessionSeconds: 0 })
    const { browser, session } = await signedUpBrowser(emulator)
    expect((await browser.call(`POST ${session}/tokens`)).status).toBe(401)
  })
})

describe('POST keys/rotate', () => {
  const keys = async (emulator: TestEmulator): Promise<JSONWebKeySet> =>
    JSON.parse(await (await send(emulator, '/.well-known/jwks.json')).text())

  it.each([true, false])('signs with a new key; the old one stays: %s', async (keepOld) => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    const { emulator } = browser
    const { jwt: before } = (await browser.call(`POST ${session}/tokens`)).json
    const { json } = await hook(emulator, 'POST keys/rotate', { keepOld })
    const published = await keys(emulator)
    expect(json.kids).toEqual(published.keys.map(({ kid }) => kid))
    expect(published.keys).toHaveLength(keepOld ? 2 : 1)
    const { jwt: after } = (await browser.call(`POST ${session}/tokens`)).json
    expect(decodeProtectedHeader(after).kid).toBe(json.kids[0])
    expect(decodeProtectedHeader(before).kid).not.toBe(json.kids[0])
    await jwtVerify(after, createLocalJWKSet(published))
    const old = jwtVerify(before, createLocalJWKSet(published))
    await (keepOld ? old : expect(old).rejects.toThrow('no applicable key'))
  })
})

describe('hooks', () => {
  it.each([
    ['settings', { templateSeconds: -1 }, /^templateSeconds: Too small/],
    ['settings', { templateName: '' }, /^templateName: Too small/],
    ['settings', { templateKey: 'x' }, /^templateKey: Invalid input/],
    ['settings', { templateClaims: { sub: 'x' } }, 'templateClaims: the claim sub is reserved'],
    ['settings', { templateClaims: { exp: 0 } }, 'templateClaims: the claim exp is reserved'],
    [
      'settings',
      { templateClaims: { email: '{{user.primary_email_address}}' } },
      'templateClaims: shortcodes are not emulated',
    ],
    ['settings', { template: {} }, 'Unrecognized key: "template"'],
    ['keys/rotate', { keepOld: 'no' }, /^keepOld: Invalid input/],
    ['sessions/expire', { user: 'x' }, 'Unrecognized key: "user"'],
  ])('refuse what they do not understand: %s %o', async (path, body, message) => {
    const answer = await hook(await startEmulator(), `POST ${path}`, body)
    expect(answer.status).toBe(400)
    expect(answer.json.message).toMatch(message)
  })

  it('are not for web pages, the mailbox’s not either', async () => {
    const emulator = await startEmulator()
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await send(emulator, '/_emulate/mail', { headers })).status).toBe(403)
  })
})
