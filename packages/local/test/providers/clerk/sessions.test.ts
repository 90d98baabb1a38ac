import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose'
import { describe, expect, it } from 'vitest'
import {
  isNotFound,
  openBrowser,
  refusalOf,
  sessionExists,
  signedOut,
  signedUpBrowser,
  signIn,
} from './browser.ts'
import { appUrl, hook, send, startEmulator } from './fixture.ts'

const issuer = 'https://local-emulator-0.clerk.accounts.dev'

describe('a session token', () => {
  it('lives for a minute and says whose session it is, for the app that asks', async () => {
    const now = Date.UTC(2026, 0, 2)
    const { browser, userId, sessionId, session } = await signedUpBrowser(
      await startEmulator(() => now),
    )
    const { status, json } = await browser.call(`POST ${session}/tokens`, { organization_id: '' })
    expect(status).toBe(200)
    expect(json).toEqual({ object: 'token', jwt: expect.any(String) })
    const iat = now / 1000
    expect(decodeJwt(json.jwt)).toEqual({
      azp: appUrl,
      exp: iat + 60,
      fva: [0, -1],
      iat,
      iss: issuer,
      jti: expect.stringMatching(/^[0-9A-Za-z]{20}$/),
      nbf: iat - 10,
      sid: sessionId,
      sts: 'active',
      sub: userId,
      v: 2,
    })
    expect(decodeProtectedHeader(json.jwt)).toEqual({
      alg: 'RS256',
      cat: 'cl_B7d4PD111AAA',
      kid: expect.any(String),
      typ: 'JWT',
    })
  })

  it('comes with the session, too', async () => {
    const { browser, session, sessionId } = await signedUpBrowser(await startEmulator())
    const { json } = await browser.call(`GET ${session}`)
    expect(decodeJwt(json.response.last_active_token.jwt)).toMatchObject({
      azp: appUrl,
      sid: sessionId,
    })
  })

  it('can be made shorter', async () => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST settings', { sessionTokenSeconds: 15 })
    const { json } = await browser.call(`POST ${session}/tokens`)
    const { iat = 0, exp } = decodeJwt(json.jwt)
    expect(exp).toBe(iat + 15)
  })

  it('has other claims where a fault says so, under a good signature and with Clerk’s mark', async () => {
    const { browser, session, userId } = await signedUpBrowser(await startEmulator())
    const alterToken = { token: 'session_jwt', claims: { azp: 'https://other.example', sts: null } }
    const fault = { path: `/v1/${session}/tokens`, times: 1, alterToken }
    await hook(browser.emulator, 'POST faults', fault)
    const { jwt } = (await browser.call(`POST ${session}/tokens`)).json
    const keys = await send(browser.emulator, '/.well-known/jwks.json')
    const keySet = createLocalJWKSet((await keys.json()) as JSONWebKeySet)
    const { payload, protectedHeader } = await jwtVerify(jwt, keySet)
    expect(payload).toMatchObject({ azp: 'https://other.example', sub: userId })
    expect(payload).not.toHaveProperty('sts')
    expect(protectedHeader).toMatchObject({ alg: 'RS256', cat: 'cl_B7d4PD111AAA' })
    const unaltered = (await browser.call(`POST ${session}/tokens`)).json
    expect(decodeJwt(unaltered.jwt)).toMatchObject({ azp: appUrl, sts: 'active' })
  })

  it('tells how many minutes ago somebody proved who they are', async () => {
    let now = Date.now()
    const { browser, session } = await signedUpBrowser(await startEmulator(() => now))
    now += 150_000
    const { json } = await browser.call(`POST ${session}/touch`)
    expect(json.response.factor_verification_age).toEqual([2, -1])
    expect(decodeJwt(json.response.last_active_token.jwt).fva).toEqual([2, -1])
  })
})

describe('touching a session', () => {
  it('says that it is in use', async () => {
    let now = Date.UTC(2026, 0, 2)
    const { browser, session } = await signedUpBrowser(await startEmulator(() => now))
    const before = (await browser.call('GET client')).json.response
    now += 5000
    const { json } = await browser.call(`POST ${session}/touch`, { intent: 'focus' })
    expect(json.response).toMatchObject({ status: 'active', last_active_at: now })
    // A newer one would make every session token from before look as if it were of an old sign-in.
    expect(json.client.updated_at).toBe(before.updated_at)
  })
})

describe('signing out', () => {
  it.each([
    ['DELETE client/sessions', 'removed'],
    ['DELETE client', 'removed'],
  ])('ends the session and the sign-in that was under way: %s', async (route) => {
    let now = Date.UTC(2026, 0, 2)
    const { browser, session } = await signedUpBrowser(await startEmulator(() => now))
    now += 5000
    const { status, json } = await browser.call(route)
    expect(status).toBe(200)
    expect(json).toMatchObject({
      client: null,
      response: {
        sessions: [],
        sign_in: null,
        sign_up: null,
        last_active_session_id: null,
        updated_at: now,
      },
    })
    expect(refusalOf(await browser.call(`POST ${session}/tokens`))).toEqual(signedOut)
  })

  it.each([
    ['end', 'ended'],
    ['remove', 'removed'],
  ])('ends one session: %s', async (action, status) => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    const { json } = await browser.call(`POST ${session}/${action}`)
    expect(json.response).toMatchObject({ status, last_active_token: null })
    expect(json.client.sessions).toEqual([])
  })

  it('leaves the browser to somebody else', async () => {
    const emulator = await startEmulator()
    const { browser } = await signedUpBrowser(emulator)
    const password = 'the password of bob'
    await hook(emulator, 'POST users', { email: 'bob@example.com', password })
    const bob = { identifier: 'bob@example.com', password }
    expect(refusalOf(await browser.call('POST client/sign_ins', bob))).toEqual(sessionExists)
    await browser.call('DELETE client/sessions')
    const { json } = await browser.call('POST client/sign_ins', bob)
    expect(json.client.sessions).toMatchObject([
      { public_user_data: { identifier: 'bob@example.com' } },
    ])
  })

  it('in one browser leaves the other signed in', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const other = await openBrowser(browser.emulator)
    const session = await signIn(other)
    await browser.call('DELETE client/sessions')
    expect((await other.call(`POST ${session}/tokens`)).status).toBe(200)
  })
})

describe('a session that is over', () => {
  const routes = ['touch', 'tokens', 'tokens/insforge', 'end', 'remove']

  it.each(['revoke', 'expire'])('is refused everything (%s)', async (how) => {
    const { browser, session, sessionId } = await signedUpBrowser(await startEmulator())
    const { json } = await hook(browser.emulator, `POST sessions/${how}`, {
      email: 'ann@example.com',
    })
    expect(json).toEqual({ ended: [sessionId] })
    expect((await browser.call('GET client')).json.response).toMatchObject({
      sessions: [],
      last_active_session_id: null,
    })
    for (const route of [`GET ${session}`, ...routes.map((name) => `POST ${session}/${name}`)]) {
      expect(refusalOf(await browser.call(route))).toEqual(signedOut)
    }
    for (const route of [
      'GET me',
      'PATCH me',
      'POST me/change_password',
      'GET me/sessions/active',
    ]) {
      expect(refusalOf(await browser.call(route))).toEqual(signedOut)
    }
    const revoking = await browser.call(`POST me/sessions/${sessionId}/revoke`)
    expect(refusalOf(revoking)).toEqual(signedOut)
  })

  it('is over by itself after seven days', async () => {
    let now = Date.now()
    const { browser, session } = await signedUpBrowser(await startEmulator(() => now))
    now += 7 * 86_400_000 - 1
    expect((await browser.call(`POST ${session}/tokens`)).status).toBe(200)
    now += 1
    expect(refusalOf(await browser.call(`POST ${session}/tokens`))).toEqual(signedOut)
    expect(await signIn(browser)).not.toBe(session)
  })

  it('is ended once', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST sessions/revoke')
    expect((await hook(browser.emulator, 'POST sessions/revoke')).json).toEqual({ ended: [] })
  })
})

describe('somebody else’s session', () => {
  it('is not found', async () => {
    const emulator = await startEmulator()
    const ann = await signedUpBrowser(emulator)
    const other = await openBrowser(emulator)
    await signIn(other)
    for (const route of ['touch', 'tokens', 'tokens/insforge', 'end', 'remove']) {
      expect(refusalOf(await other.call(`POST ${ann.session}/${route}`))).toEqual(
        isNotFound('Session', ann.sessionId),
      )
    }
    expect((await ann.browser.call(`POST ${ann.session}/tokens`)).status).toBe(200)
  })
})

describe('an origin', () => {
  it('stands in a token only when the request has one', async () => {
    const { browser, session } = await signedUpBrowser(await startEmulator())
    const path = `/v1/${session}/tokens?__clerk_db_jwt=${browser.devBrowserId}`
    const response = await send(browser.emulator, path, { method: 'POST' })
    const { jwt } = (await response.json()) as { jwt: string }
    expect(decodeJwt(jwt)).not.toHaveProperty('azp')
  })
})
