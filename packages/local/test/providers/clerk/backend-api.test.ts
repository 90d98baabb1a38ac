import { decodeJwt, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  emailTaken,
  isNotFound,
  openBrowser,
  refusalOf,
  refused,
  signedUpBrowser,
  signIn,
} from './browser.ts'
import {
  hook,
  insforgeJwtSecret,
  password,
  send,
  startEmulator,
  type TestEmulator,
} from './fixture.ts'

/** Calls the Backend API as the app's server does. */
async function api(emulator: TestEmulator, route: string, body?: unknown) {
  const [method = '', path = ''] = route.split(' ')
  const response = await send(emulator, `/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${emulator.secretKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, json: JSON.parse(await response.text()) }
}

const routes = [
  'GET jwks',
  'GET users',
  'GET users/count',
  'POST users',
  'GET users/user_1',
  'GET sessions',
  'GET sessions/sess_1',
  'POST sessions/sess_1/revoke',
  'POST sessions/sess_1/tokens',
  'POST sessions/sess_1/tokens/insforge',
]

describe('the Backend API', () => {
  it.each(routes)('is for the secret key alone: %s', async (route) => {
    const [method = '', path = ''] = route.split(' ')
    const emulator = await startEmulator()
    const invalid =
      'The provided Clerk Secret Key is invalid. Make sure that your Clerk Secret Key is correct.'
    const badFormat = refused(
      401,
      'authorization_header_format_invalid',
      'Invalid Authorization header format',
      "Invalid Authorization header format. Must be 'Bearer <YOUR_API_KEY>'",
    )
    for (const [authorization, refusal] of [
      [undefined, badFormat],
      [emulator.secretKey, badFormat],
      ['Bearer ', badFormat],
      [`Bearer ${emulator.secretKey} x`, badFormat],
      ['Bearer sk_test_other', refused(401, 'clerk_key_invalid', invalid)],
    ] as const) {
      const headers = authorization === undefined ? {} : { authorization }
      const response = await send(emulator, `/v1/${path}`, { method, headers })
      expect(refusalOf({ status: response.status, json: await response.json() })).toEqual(refusal)
    }
  })

  it('has the public half of the key, as the Frontend API has for everybody', async () => {
    const emulator = await startEmulator()
    const { status, json } = await api(emulator, 'GET jwks')
    expect(status).toBe(200)
    expect(json).toEqual({
      keys: [
        {
          kty: 'RSA',
          alg: 'RS256',
          use: 'sig',
          kid: expect.any(String),
          n: expect.any(String),
          e: 'AQAB',
        },
      ],
    })
    expect(await (await send(emulator, '/.well-known/jwks.json')).json()).toEqual(json)
  })
})

describe('users', () => {
  it('are the ones of the Frontend API', async () => {
    const { browser, userId } = await signedUpBrowser(await startEmulator())
    const { json } = await api(browser.emulator, `GET users/${userId}`)
    expect(json).toEqual((await browser.call('GET me')).json.response)
    expect((await api(browser.emulator, 'GET users')).json).toEqual([json])
  })

  it('can be looked for by their address', async () => {
    const emulator = await startEmulator()
    for (const name of ['ann', 'bob', 'cid']) {
      await hook(emulator, 'POST users', { email: `${name}@example.com`, password })
    }
    const query = 'email_address=bob%40example.com&email_address=nobody%40example.com'
    const found = await api(emulator, `GET users?${query}`)
    expect(found.json).toMatchObject([{ email_addresses: [{ email_address: 'bob@example.com' }] }])
    expect((await api(emulator, `GET users/count?${query}`)).json).toEqual({
      object: 'total_count',
      total_count: 1,
    })
    expect((await api(emulator, 'GET users/count')).json.total_count).toBe(3)
  })

  it('can be made, with a verified address', async () => {
    const emulator = await startEmulator()
    const { status, json } = await api(emulator, 'POST users', {
      email_address: ['Ann@example.com'],
      password,
      first_name: 'Ann',
      last_name: null,
    })
    expect(status).toBe(200)
    expect(json).toMatchObject({
      id: expect.stringMatching(/^user_/),
      first_name: 'Ann',
      last_name: null,
      password_enabled: true,
      last_sign_in_at: null,
      email_addresses: [{ email_address: 'ann@example.com', verification: { status: 'verified' } }],
    })
    expect(await signIn(await openBrowser(emulator))).toMatch(/sess_/)
  })

  it.each([
    [
      { email_address: ['ann'] },
      refused(
        422,
        'form_param_format_invalid',
        'is invalid',
        'email_address must be a valid email address.',
        'email_address',
      ),
    ],
    [{ email_address: ['ann@example.com'] }, emailTaken],
    [
      { email_address: ['bob@example.com'], password: '1234567' },
      refused(
        422,
        'form_password_length_too_short',
        'Passwords must be 8 characters or more.',
        'Passwords must be 8 characters or more.',
        'password',
      ),
    ],
  ])('are not made of %o', async (body, refusal) => {
    const { browser } = await signedUpBrowser(await startEmulator())
    expect(refusalOf(await api(browser.emulator, 'POST users', body))).toEqual(refusal)
  })

  it.each([undefined, {}, { email_address: [] }, { username: 'ann' }, []])(
    'are not made of what is not imitated: %o',
    async (body) => {
      const { status, json } = await api(await startEmulator(), 'POST users', body)
      expect({ status, error: json.error }).toEqual({ status: 501, error: 'not_emulated' })
    },
  )

  it.each(['user_unknown', 'constructor', '__proto__'])('are not found: %s', async (id) => {
    expect(refusalOf(await api(await startEmulator(), `GET users/${id}`))).toEqual(
      isNotFound('User', id),
    )
  })
})

describe('sessions', () => {
  it('can be listed, by user, browser and status', async () => {
    const { browser, userId, sessionId } = await signedUpBrowser(await startEmulator())
    const { emulator } = browser
    const { json } = await api(emulator, `GET sessions/${sessionId}`)
    expect(json).toEqual({
      id: sessionId,
      object: 'session',
      client_id: expect.stringMatching(/^client_/),
      user_id: userId,
      status: 'active',
      actor: null,
      expire_at: expect.any(Number),
      abandon_at: expect.any(Number),
      last_active_at: expect.any(Number),
      last_active_organization_id: null,
      created_at: expect.any(Number),
      updated_at: expect.any(Number),
    })
    for (const [query, found] of [
      ['', [json]],
      [`user_id=${userId}&status=active`, [json]],
      [`client_id=${json.client_id}`, [json]],
      ['user_id=user_other', []],
      ['client_id=client_other', []],
      ['status=revoked', []],
      ['paginated=true', { data: [json], total_count: 1 }],
    ] as const) {
      expect((await api(emulator, `GET sessions?${query}`)).json).toEqual(found)
    }
  })

  it('can be revoked: the browser is signed out', async () => {
    const { browser, sessionId } = await signedUpBrowser(await startEmulator())
    const { json } = await api(browser.emulator, `POST sessions/${sessionId}/revoke`)
    expect(json).toMatchObject({ id: sessionId, status: 'revoked' })
    expect((await browser.call('GET client')).json.response.sessions).toEqual([])
  })

  it('give tokens to the server, without an origin', async () => {
    const { browser, userId, sessionId } = await signedUpBrowser(await startEmulator())
    const own = await api(browser.emulator, `POST sessions/${sessionId}/tokens`)
    expect(decodeJwt(own.json.jwt)).toMatchObject({ sid: sessionId, sub: userId })
    expect(decodeJwt(own.json.jwt)).not.toHaveProperty('azp')
    const { json } = await api(browser.emulator, `POST sessions/${sessionId}/tokens/insforge`)
    const { payload } = await jwtVerify(json.jwt, new TextEncoder().encode(insforgeJwtSecret))
    expect(payload).toMatchObject({ sub: userId, role: 'authenticated' })
    const other = await api(browser.emulator, `POST sessions/${sessionId}/tokens/other`)
    expect(refusalOf(other)).toMatchObject({
      status: 404,
      errors: [{ code: 'resource_not_found' }],
    })
  })

  it('that are over give none', async () => {
    const { browser, sessionId } = await signedUpBrowser(await startEmulator())
    await hook(browser.emulator, 'POST sessions/revoke')
    for (const path of ['tokens', 'tokens/insforge']) {
      const answer = await api(browser.emulator, `POST sessions/${sessionId}/${path}`)
      expect(refusalOf(answer)).toEqual(isNotFound('Session', sessionId))
    }
  })

  it.each(['sess_unknown', 'constructor'])('are not found: %s', async (id) => {
    const emulator = await startEmulator()
    for (const route of [
      `GET sessions/${id}`,
      `POST sessions/${id}/revoke`,
      `POST sessions/${id}/tokens`,
      `POST sessions/${id}/tokens/insforge`,
    ]) {
      expect(refusalOf(await api(emulator, route))).toEqual(isNotFound('Session', id))
    }
  })
})
