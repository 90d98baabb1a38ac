import { describe, expect, it } from 'vitest'
import { hook, startEmulator } from './fixture.ts'
import { idOf, refused, sdk, server, signedIn } from './flows.ts'

const notFound = refused(404, 'session_not_found', 'Session could not be found.')
const unauthenticated = refused(
  401,
  'user_unauthenticated',
  'User must have an active Stytch session to call this method. Have you logged in yet?',
)
const authenticate = 'POST /sessions/authenticate'

describe('a browser', () => {
  it('asks whether its session goes on, and gets a new JWT', async () => {
    let now = Date.UTC(2026, 0, 2)
    const emulator = await startEmulator(() => now)
    const first = await signedIn(emulator)
    now += 60_000
    const { status, json } = await sdk(emulator, authenticate, {
      body: {},
      token: first.session_token,
    })
    expect(status).toBe(200)
    expect(json.data).toEqual({
      status_code: 200,
      request_id: idOf('request-id'),
      user_id: first.user_id,
      session_token: first.session_token,
      session_jwt: expect.stringMatching(/^eyJ/),
      session: { ...first.session, last_accessed_at: '2026-01-02T00:01:00Z' },
      user: first.user,
      __user: first.user,
    })
    expect(json.data.session_jwt).not.toBe(first.session_jwt)
  })

  it('lets its session last longer', async () => {
    let now = Date.UTC(2026, 0, 2)
    const emulator = await startEmulator(() => now)
    const { session_token: token } = await signedIn(emulator)
    now += 59 * 60_000
    const body = { session_duration_minutes: 60 }
    const { json } = await sdk(emulator, authenticate, { body, token })
    expect(json.data.session.expires_at).toBe('2026-01-02T01:59:00Z')
    now += 59 * 60_000
    expect((await sdk(emulator, authenticate, { token })).status).toBe(200)
    now += 60_000
    expect(await sdk(emulator, authenticate, { token })).toEqual(notFound)
  })

  it('does not let it last for four minutes', async () => {
    const emulator = await startEmulator()
    const { session_token: token } = await signedIn(emulator)
    const body = { session_duration_minutes: 4 }
    const { status, json } = await sdk(emulator, authenticate, { body, token })
    expect([status, json.error_type]).toEqual([400, 'invalid_session_duration_minutes'])
  })

  it('reads its user', async () => {
    const emulator = await startEmulator()
    const { session_token: token, user } = await signedIn(emulator)
    expect((await sdk(emulator, 'GET /users/me', { token })).json.data).toMatchObject(user)
  })

  it('signs out, of this session alone', async () => {
    const emulator = await startEmulator()
    const here = await signedIn(emulator)
    const elsewhere = await signedIn(emulator)
    const token = here.session_token
    expect(await sdk(emulator, 'POST /sessions/revoke', { token })).toEqual({
      status: 200,
      json: { data: { status_code: 200, request_id: idOf('request-id') } },
    })
    expect(await sdk(emulator, authenticate, { token })).toEqual(notFound)
    expect(await server(emulator, 'POST /sessions/authenticate', { session_token: token })).toEqual(
      notFound,
    )
    const other = await sdk(emulator, authenticate, { token: elsewhere.session_token })
    expect(other.status).toBe(200)
  })

  const routes = [authenticate, 'POST /sessions/revoke', 'GET /users/me']

  it.each(routes)('without a session is refused: %s', async (route) => {
    expect(await sdk(await startEmulator(), route)).toEqual(unauthenticated)
    expect(await sdk(await startEmulator(), route, { token: '' })).toEqual(unauthenticated)
  })

  it.each(routes)('with a session that nobody gave is refused: %s', async (route) => {
    for (const token of ['unknown', 'constructor', '__proto__', 'a:b']) {
      expect(await sdk(await startEmulator(), route, { token })).toEqual(notFound)
    }
  })

  it.each(['expire', 'revoke'])('whose session ended is refused everywhere (%s)', async (how) => {
    const emulator = await startEmulator()
    const { session_token: token } = await signedIn(emulator)
    await hook(emulator, `POST sessions/${how}`)
    for (const route of routes) expect(await sdk(emulator, route, { token })).toEqual(notFound)
  })

  it.each([
    ['POST /sessions/authenticate', { session_custom_claims: {} }, 'session_custom_claims'],
    ['POST /sessions/revoke', { session_id: 'x' }, 'session_id'],
  ])('asks for what is not imitated: %s with %o', async (route, body, field) => {
    const emulator = await startEmulator()
    const { session_token: token } = await signedIn(emulator)
    expect((await sdk(emulator, route, { body, token })).status).toBe(501)
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([
      { message: `/sdk/v1${route.slice('POST '.length)} with ${field} is not emulated` },
    ])
  })
})
