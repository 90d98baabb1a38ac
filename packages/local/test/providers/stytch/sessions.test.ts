import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { ask, hook } from '../mail/start.ts'
import {
  authenticateCode,
  authenticateLink,
  linkToken,
  sdk,
  sdkHeaders,
  sentCode,
  server,
  short,
  signedIn,
  startEmulator,
  type TestEmulator,
} from './fixture.ts'

const authenticate = 'POST sessions/authenticate'

/** A session that a browser of Ann's has. */
async function session(now?: () => number) {
  const emulator = await startEmulator(now)
  const signIn = await signedIn(emulator)
  return { emulator, signIn, token: signIn.session_token as string }
}

async function verify(emulator: TestEmulator, jwt: string) {
  const { json } = await ask(emulator, `GET /v1/sessions/jwks/${emulator.projectId}`)
  return jwtVerify(jwt, createLocalJWKSet(json), { currentDate: new Date(Date.UTC(2026, 0, 2)) })
}

describe('signing in', () => {
  it('answers the session and the user, with tokens for both', async () => {
    const at = '2026-01-02T00:00:00Z'
    const { signIn, emulator } = await session(() => Date.UTC(2026, 0, 2, 0, 0, 0, 678))
    const { user } = signIn
    const [{ email_id }] = user.emails
    expect(user).toMatchObject({
      user_id: expect.stringMatching(/^user-test-[0-9a-f-]{36}$/),
      emails: [{ email_id, email: 'ann@example.com', verified: true }],
      status: 'active',
      created_at: at,
    })
    const times = { created_at: at, last_authenticated_at: at, updated_at: at }
    const email_factor = { email_id, email_address: 'ann@example.com' }
    expect(signIn).toMatchObject({
      user_id: user.user_id,
      method_id: email_id,
      reset_sessions: false,
      session_token: expect.stringMatching(/^[\w-]{44}$/),
      session: {
        session_id: expect.stringMatching(/^session-test-[0-9a-f-]{36}$/),
        user_id: user.user_id,
        started_at: at,
        last_accessed_at: at,
        expires_at: '2026-01-02T01:00:00Z',
        attributes: { ip_address: '127.0.0.1', user_agent: 'node' },
        authentication_factors: [
          { type: 'magic_link', delivery_method: 'email', email_factor, ...times },
        ],
      },
      __user: user,
    })
    const { payload, protectedHeader } = await verify(emulator, signIn.session_jwt)
    const { session_id: id, user_id: sub, custom_claims: _, ...claims } = signIn.session
    const iat = Date.UTC(2026, 0, 2) / 1000
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) })
    expect(payload).toEqual({
      iss: `stytch.com/${emulator.projectId}`,
      aud: [emulator.projectId],
      sub,
      iat,
      nbf: iat,
      exp: iat + 300,
      'https://stytch.com/session': { id, ...claims },
    })
  })

  it('again goes on with the session that the browser has', async () => {
    let now = Date.UTC(2026, 0, 2)
    const { emulator, signIn, token } = await session(() => now)
    now += 60_000
    const second = await authenticateCode(emulator, await sentCode(emulator), token)
    const { session_id, started_at } = signIn.session
    const [first, later] = ['2026-01-02T00:00:00Z', '2026-01-02T00:01:00Z']
    expect(second.json.data).toMatchObject({
      session_token: token,
      session: {
        session_id,
        started_at,
        expires_at: '2026-01-02T01:01:00Z',
        authentication_factors: [
          { type: 'magic_link', last_authenticated_at: first },
          { type: 'otp', last_authenticated_at: later },
        ],
      },
    })
    const third = await authenticateLink(emulator, await linkToken(emulator), {}, token)
    expect(third.json.data.session.authentication_factors).toMatchObject([
      { type: 'otp' },
      { type: 'magic_link', created_at: first, last_authenticated_at: later },
    ])
  })

  it('as another user gives the browser another session and leaves the first as it is', async () => {
    const { emulator, signIn, token } = await session()
    const link = await linkToken(emulator, { email: 'bob@example.com' })
    const { data } = (await authenticateLink(emulator, link, {}, token)).json
    expect(data.user_id).not.toBe(signIn.user_id)
    expect(data.session_token).not.toBe(token)
    expect((await sdk(emulator, authenticate, {}, token)).status).toBe(200)
  })

  it('beside a session that has ended starts a new one', async () => {
    const { emulator, token } = await session()
    await hook(emulator, 'POST sessions/revoke')
    const { json } = await authenticateLink(emulator, await linkToken(emulator), {}, token)
    expect(json.data.session_token).not.toBe(token)
  })
})

describe('a browser', () => {
  it('asks whether its session goes on, gets a new JWT, and lets it last longer', async () => {
    let now = Date.UTC(2026, 0, 2)
    const { emulator, signIn, token } = await session(() => now)
    now += 59 * 60_000
    const body = { session_duration_minutes: 60 }
    const { data } = (await sdk(emulator, authenticate, body, token)).json
    const last_accessed_at = '2026-01-02T00:59:00Z'
    const { user, user_id, session: before } = signIn
    const longer = { ...before, last_accessed_at, expires_at: '2026-01-02T01:59:00Z' }
    expect(data).toMatchObject({ user_id, user, __user: user, session: longer })
    expect(data.session_jwt).not.toBe(signIn.session_jwt)
    now += 60 * 60_000 - 1
    expect((await sdk(emulator, authenticate, {}, token)).status).toBe(200)
    now += 1
    expect(short(await sdk(emulator, authenticate, {}, token))).toBe('404 session_not_found')
  })

  it.each([
    [authenticate, { session_duration_minutes: 4 }, '400 invalid_session_duration_minutes'],
    [authenticate, { session_custom_claims: {} }, '501 not_emulated'],
    ['POST sessions/revoke', { session_id: 'x' }, '501 not_emulated'],
  ])('is refused: %s with %o', async (route, body, refusal) => {
    const { emulator, token } = await session()
    expect(short(await sdk(emulator, route, body, token))).toBe(refusal)
  })

  it('reads its user', async () => {
    const { emulator, signIn, token } = await session()
    const { data } = (await ask(emulator, 'GET /sdk/v1/users/me', sdkHeaders(emulator, token))).json
    expect(data).toMatchObject(signIn.user)
  })

  it('signs out, of this session alone', async () => {
    const { emulator, token: session_token } = await session()
    const elsewhere = await signedIn(emulator)
    const { json } = await sdk(emulator, 'POST sessions/revoke', {}, session_token)
    expect(json).toEqual({ data: { status_code: 200, request_id: expect.any(String) } })
    for (const answer of [
      await sdk(emulator, authenticate, {}, session_token),
      await server(emulator, authenticate, { session_token }),
    ]) {
      expect(short(answer)).toBe('404 session_not_found')
    }
    expect((await sdk(emulator, authenticate, {}, elsewhere.session_token)).status).toBe(200)
  })

  it.each([authenticate, 'POST sessions/revoke', 'GET users/me'])(
    'without a live session is refused: %s',
    async (route) => {
      const { emulator, token } = await session()
      await hook(emulator, 'POST sessions/revoke')
      for (const [shown, refusal] of [
        [undefined, '401 user_unauthenticated'],
        ['', '401 user_unauthenticated'],
        ['unknown', '404 session_not_found'],
        ['constructor', '404 session_not_found'],
        ['__proto__', '404 session_not_found'],
        ['a:b', '404 session_not_found'],
        [token, '404 session_not_found'],
      ] as const) {
        const path = route.replace(' ', ' /sdk/v1/')
        expect(short(await ask(emulator, path, sdkHeaders(emulator, shown)))).toBe(refusal)
      }
    },
  )
})

describe('a fault with alterToken', () => {
  it('gives a session JWT with other claims, well signed or under the old signature', async () => {
    const { emulator, token: session_token } = await session(() => Date.UTC(2026, 0, 2))
    const alterToken = { token: 'session_jwt', claims: { aud: ['project-test-other'] } }
    const path = '/v1/sessions/authenticate'
    await hook(emulator, 'POST faults', { path, times: 1, alterToken })
    const good = await server(emulator, authenticate, { session_token })
    const { payload } = await verify(emulator, good.json.session_jwt)
    expect(payload).toMatchObject(alterToken.claims)
    await hook(emulator, 'POST faults', { alterToken: { ...alterToken, signature: 'old' } })
    const { session_jwt } = await signedIn(emulator)
    await expect(verify(emulator, session_jwt)).rejects.toThrow('signature verification failed')
  })
})
