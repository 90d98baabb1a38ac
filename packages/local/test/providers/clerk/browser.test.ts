import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { appUrl, hook, send } from '../mail/start.ts'
import { browserWith, openBrowser, short, signedUp, startEmulator } from './fixture.ts'

describe('a new browser', () => {
  it('gets a dev browser of its own, in which no user is signed in', async () => {
    const now = Date.UTC(2026, 0, 2)
    const browser = await openBrowser(await startEmulator(() => now))
    expect(browser.devBrowserId).toMatch(/^dvb_[0-9A-Za-z]{27}$/)
    const { json } = await browser.call('GET client')
    const nothing = { sessions: [], sign_in: null, sign_up: null, last_active_session_id: null }
    expect(json).toMatchObject({ client: null, response: { ...nothing, updated_at: now } })
  })

  it.each(['GET', 'PATCH'])('is told how the instance is set up (%s)', async (method) => {
    const browser = await openBrowser(await startEmulator())
    const { json } = await browser.call(`${method} environment`)
    const { attributes, password_settings } = json.user_settings
    expect(json.auth_config.single_session_mode).toBe(true)
    expect(attributes.email_address).toMatchObject({ required: true, verify_at_sign_up: true })
    expect(attributes.password.required).toBe(true)
    expect(attributes.phone_number.enabled).toBe(false)
    expect(password_settings).toMatchObject({ min_length: 8, max_length: 72 })
  })
})

describe('a browser that the instance does not know', () => {
  it.each([
    'GET environment',
    'PATCH environment',
    'GET client',
    'DELETE client',
    'DELETE client/sessions',
    'POST client/sign_ups',
    'GET client/sign_ups/sua_1',
    'PATCH client/sign_ups/sua_1',
    'POST client/sign_ups/sua_1/prepare_verification',
    'POST client/sign_ups/sua_1/attempt_verification',
    'POST client/sign_ins',
    'GET client/sign_ins/sia_1',
    'POST client/sign_ins/sia_1/prepare_first_factor',
    'POST client/sign_ins/sia_1/attempt_first_factor',
    'GET client/sessions/sess_1',
    'POST client/sessions/sess_1/touch',
    'POST client/sessions/sess_1/tokens',
    'POST client/sessions/sess_1/tokens/insforge',
    'POST client/sessions/sess_1/end',
    'POST client/sessions/sess_1/remove',
    'GET me',
    'PATCH me',
    'POST me/change_password',
    'GET me/sessions/active',
    'POST me/sessions/sess_1/revoke',
  ])('is refused: %s', async (route) => {
    const emulator = await startEmulator()
    for (const id of ['dvb_unknown', '', 'constructor', '__proto__']) {
      const answer = await browserWith(emulator, id).call(route)
      expect(short(answer)).toBe('401 dev_browser_unauthenticated')
      expect(answer.json).toEqual({
        errors: [
          {
            code: 'dev_browser_unauthenticated',
            message: 'Browser unauthenticated',
            long_message: 'Unable to authenticate this browser for your development instance.',
          },
        ],
        clerk_trace_id: expect.stringMatching(/^\w{32}$/),
      })
    }
  })
})

describe('a page of any origin', () => {
  it('may read answers, refusals, faults and what is not emulated', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { path: '/v1/me', status: 503, body: {} })
    for (const [method, path, status] of [
      ['POST', '/v1/dev_browser', 200],
      ['GET', '/v1/client', 401],
      ['GET', '/v1/me', 503],
      ['GET', '/v1/nothing', 501],
    ] as const) {
      const origin = 'http://localhost:3999'
      const response = await send(emulator, path, { method, headers: { origin } })
      expect(response.status).toBe(status)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'Clerk-Db-Jwt,Retry-After',
        vary: 'Origin',
      })
    }
  })

  it('is told beforehand which methods and headers it may use', async () => {
    const response = await send(await startEmulator(), '/v1/client', {
      method: 'OPTIONS',
      headers: { origin: appUrl, 'access-control-request-headers': 'x-one,x-two' },
    })
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': appUrl,
      'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE',
      'access-control-allow-headers': 'x-one,x-two',
    })
  })

  it.each(['/mailbox', '/', '/_emulate/mail'])('may not read %s', async (path) => {
    const emulator = await startEmulator()
    const { headers } = await send(emulator, path, { headers: { origin: appUrl } })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a method in the query', () => {
  it('is the request’s method, in the log as well', async () => {
    const { browser } = await signedUp()
    await hook(browser.emulator, 'DELETE log')
    await browser.call('PATCH me', { first_name: 'Ann' })
    expect((await hook(browser.emulator, 'GET log')).json.requests).toMatchObject([
      { method: 'PATCH', path: '/v1/me', body: { first_name: 'Ann' }, status: 200 },
    ])
  })
})

describe('a handshake', () => {
  it('gives another dev browser to one that is not known', async () => {
    const query = new URLSearchParams({ redirect_url: appUrl, __clerk_db_jwt: 'dvb_unknown' })
    const { headers } = await send(await startEmulator(), `/v1/client/handshake?${query}`)
    const token = new URL(headers.get('location') ?? '').searchParams.get('__clerk_handshake')
    const { handshake } = decodeJwt<{ handshake: string[] }>(token ?? '')
    expect(handshake[0]).toMatch(/^__clerk_db_jwt=dvb_[0-9A-Za-z]{27};/)
  })

  it.each([
    {},
    { redirect_url: '' },
    { redirect_url: 'not an address' },
    { redirect_url: '/todos' },
    { redirect_url: 'http://localhost:3001/' },
    { redirect_url: 'https://localhost:3000/' },
    { redirect_url: 'http://localhost:3000@evil.example/' },
    { redirect_url: 'http://evil.example/http://localhost:3000' },
    { redirect_url: 'javascript:alert(1)' },
  ])('goes to the app and nowhere else: not with %o', async (query) => {
    const { browser } = await signedUp()
    const asked = new URLSearchParams({ ...query, __clerk_db_jwt: browser.devBrowserId })
    const response = await send(browser.emulator, `/v1/client/handshake?${asked}`)
    expect(response.headers.get('location')).toBeNull()
    const answer = { status: response.status, json: await response.json() }
    expect(short(answer)).toBe('400 invalid_handshake')
  })
})
