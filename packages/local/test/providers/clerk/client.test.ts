import { describe, expect, it } from 'vitest'
import {
  browserUnauthenticated,
  browserWith,
  openBrowser,
  refusalOf,
  signedUpBrowser,
} from './browser.ts'
import { appUrl, hook, send, startEmulator } from './fixture.ts'

describe('a new browser', () => {
  it('gets a dev browser of its own', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, '/v1/dev_browser', { method: 'POST' })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      object: 'dev_browser',
      id: expect.stringMatching(/^dvb_[0-9A-Za-z]{27}$/),
      instance_id: expect.stringMatching(/^ins_/),
    })
  })

  it('has nobody signed in', async () => {
    const now = Date.UTC(2026, 0, 2)
    const browser = await openBrowser(await startEmulator(() => now))
    expect(await browser.call('GET client')).toEqual({
      status: 200,
      json: {
        client: null,
        response: {
          id: expect.stringMatching(/^client_[0-9A-Za-z]{27}$/),
          object: 'client',
          sessions: [],
          sign_in: null,
          sign_up: null,
          last_active_session_id: null,
          last_authentication_strategy: null,
          cookie_expires_at: null,
          captcha_bypass: true,
          created_at: now,
          updated_at: now,
        },
      },
    })
  })

  it.each(['GET', 'PATCH'])('is told how the instance is set up (%s)', async (method) => {
    const browser = await openBrowser(await startEmulator())
    const { status, json } = await browser.call(`${method} environment`)
    expect(status).toBe(200)
    expect(json.auth_config.single_session_mode).toBe(true)
    expect(json.user_settings.attributes).toMatchObject({
      email_address: { enabled: true, required: true, verify_at_sign_up: true },
      password: { enabled: true, required: true },
      phone_number: { enabled: false },
    })
    expect(json.user_settings.password_settings).toMatchObject({ min_length: 8, max_length: 72 })
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
    const browser = browserWith(await startEmulator(), 'dvb_unknown')
    expect(refusalOf(await browser.call(route))).toEqual(browserUnauthenticated)
  })

  it.each(['', 'constructor', '__proto__'])('is refused as “%s”', async (id) => {
    const browser = browserWith(await startEmulator(), id)
    expect(refusalOf(await browser.call('GET client'))).toEqual(browserUnauthenticated)
  })
})

describe('a page of the app', () => {
  const from = (origin: string) => ({ headers: { origin } })

  it('may read the answer, from any origin', async () => {
    const emulator = await startEmulator()
    for (const origin of [appUrl, 'http://localhost:3999']) {
      const { headers } = await send(emulator, '/v1/dev_browser', {
        method: 'POST',
        ...from(origin),
      })
      expect(Object.fromEntries(headers)).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'Clerk-Db-Jwt, Retry-After',
        'cache-control': 'no-store',
        vary: 'Origin',
      })
    }
  })

  it('may read refusals, faults and what is not emulated', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST faults', { path: '/v1/me', status: 503, body: {} })
    for (const [path, status] of [
      ['/v1/client', 401],
      ['/v1/me', 503],
      ['/v1/nothing', 501],
    ] as const) {
      const response = await send(emulator, path, from(appUrl))
      expect(response.status).toBe(status)
      expect(response.headers.get('access-control-allow-origin')).toBe(appUrl)
    }
  })

  it('is told beforehand which methods and headers it may use', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, '/v1/client', {
      method: 'OPTIONS',
      headers: {
        origin: appUrl,
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'x-one, x-two',
      },
    })
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': appUrl,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'x-one, x-two',
    })
  })

  it('is what those headers are for: a server gets none', async () => {
    const { headers } = await send(await startEmulator(), '/v1/client')
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a method in the query', () => {
  it('is the request’s method, in the log as well', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'DELETE log')
    await browser.call('PATCH me', { first_name: 'Ann' })
    expect((await hook(browser.emulator, 'GET log')).json.requests).toMatchObject([
      { method: 'PATCH', path: '/v1/me', body: { first_name: 'Ann' }, status: 200 },
    ])
  })

  it.each([
    ['GET', 'DELETE'],
    ['POST', 'GET'],
    ['POST', 'TRACE'],
  ])('is not looked at in a %s that says %s', async (method, override) => {
    const emulator = await startEmulator()
    const response = await send(emulator, `/v1/nothing?_method=${override}`, { method })
    expect(await response.json()).toMatchObject({
      message: `${method} /v1/nothing is not emulated`,
    })
  })
})

describe('a route that is not imitated', () => {
  it.each([
    ['GET', '/v1/me/organization_memberships'],
    ['POST', '/v1/me/email_addresses'],
    ['DELETE', '/v1/me'],
    ['PUT', '/v1/client'],
    ['POST', '/v1/client/sessions/sess_1/verify'],
    ['GET', '/oauth/authorize'],
    ['POST', '/v1/sign_in_tokens'],
    ['DELETE', '/'],
  ])('is a loud 501: %s %s', async (method, path) => {
    const emulator = await startEmulator()
    const response = await send(emulator, path, { method })
    const message = `${method} ${path} is not emulated`
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({ error: 'not_emulated', message })
    expect((await hook(emulator, 'GET unknown')).json).toEqual({
      requests: [{ at: expect.any(String), method, path, message }],
    })
  })
})

describe('the front page', () => {
  it('says what it is, who has an account and what a test can ask for', async () => {
    const { browser } = await signedUpBrowser(await startEmulator())
    const page = await (await send(browser.emulator, '/')).text()
    expect(page).toContain('<h1>Clerk, on this machine</h1>')
    expect(page).toContain('<li>ann@example.com</li>')
    expect(page).toContain('POST /_emulate/keys/rotate')
    expect(page).toContain('href="/mailbox"')
  })
})
