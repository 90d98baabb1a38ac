import { createHash, X509Certificate } from 'node:crypto'
import { RequestError, StytchError } from 'stytch'
import { describe, expect } from 'vitest'
import { ask, hook } from '../mail/start.ts'
import { basic, it, server, short, signedIn, startEmulator, type TestEmulator } from './fixture.ts'
import { sdk } from './sdk.ts'

async function start(now?: () => number) {
  const emulator = await startEmulator(now)
  return { emulator, stytch: sdk(emulator), signIn: await signedIn(emulator) }
}

const authenticate = 'POST sessions/authenticate'
const notFound = '404 session_not_found'
const noJwt = '400 unable_to_parse_session_jwt'

describe('Stytch’s Node SDK', () => {
  it.each(['session_token', 'session_jwt'])(
    'finds the session and its user by its %s',
    async (name) => {
      const { emulator, stytch, signIn } = await start()
      const answer = await stytch.sessions.authenticate({ [name]: signIn[name] })
      const { session_token, session, user } = signIn
      const { last_accessed_at: _, ...lasting } = session
      expect(answer).toMatchObject({ status_code: 200, session_token, session: lasting, user })
      expect((await hook(emulator, 'GET unknown')).json.requests).toEqual([])
    },
  )

  it('verifies a session JWT with the keys, and asks for nothing else', async () => {
    const { emulator, stytch, signIn } = await start()
    await hook(emulator, 'DELETE log')
    const { session_jwt, session } = signIn
    const expires_at = new Date(session.expires_at).toISOString()
    for (const _ of [1, 2]) {
      const local = await stytch.sessions.authenticateJwtLocal({ session_jwt })
      expect(local).toEqual({ ...session, expires_at })
    }
    const { requests } = (await hook(emulator, 'GET log')).json
    expect(requests).toMatchObject([{ path: `/v1/sessions/jwks/${emulator.projectId}` }])
    expect(requests).toHaveLength(1)
  })

  it('takes an expired session JWT to the API, and gets a new one', async ({ emulator }) => {
    const stytch = sdk(emulator)
    await hook(emulator, 'POST settings', { accessTokenSeconds: 0 })
    const { session_jwt, session } = await signedIn(emulator)
    await hook(emulator, 'POST settings', { accessTokenSeconds: 300 })
    const local = stytch.sessions.authenticateJwtLocal({ session_jwt })
    await expect(local).rejects.toMatchObject({ code: 'jwt_invalid' })
    const answer = await stytch.sessions.authenticateJwt({ session_jwt })
    expect(answer.session.session_id).toBe(session.session_id)
    await stytch.sessions.authenticateJwtLocal({ session_jwt: answer.session_jwt })
  })

  it('takes a JWT that is too old for the app to the API, which refuses a revoked session', async () => {
    const { emulator, stytch, signIn } = await start()
    const { session_jwt, user_id } = signIn
    const old = { session_jwt, max_token_age_seconds: 0 }
    expect((await stytch.sessions.authenticateJwt(old)).session.user_id).toBe(user_id)
    await hook(emulator, 'POST sessions/revoke')
    const refusal = stytch.sessions.authenticateJwt(old)
    await expect(refusal).rejects.toMatchObject({ error_type: 'session_not_found' })
    // Not asked, it still verifies until it expires.
    expect((await stytch.sessions.authenticateJwt({ session_jwt })).session.user_id).toBe(user_id)
  })

  it('lists and revokes sessions, and reads users', async () => {
    const { emulator, stytch, signIn } = await start()
    const { user_id, session_token, user, session } = signIn
    await signedIn(emulator, 'bob@example.com')
    expect((await stytch.sessions.get({ user_id })).sessions).toEqual([session])
    expect(await stytch.users.get({ user_id })).toMatchObject(user)
    await stytch.sessions.revoke({ session_token })
    expect((await stytch.sessions.get({ user_id })).sessions).toEqual([])
    const refusal = stytch.sessions.authenticate({ session_token })
    await expect(refusal).rejects.toBeInstanceOf(StytchError)
    await expect(refusal).rejects.toMatchObject({
      status_code: 404,
      error_type: 'session_not_found',
      error_message: 'Session could not be found.',
      error_url: 'https://stytch.com/docs/api/errors/404#session_not_found',
    })
  })

  it('understands that its secret is wrong, and that there is no answer', async () => {
    const { emulator, stytch, signIn } = await start()
    const { session_token } = signIn
    const stranger = sdk(emulator, 'secret-test-other')
    const refusal = stranger.sessions.authenticate({ session_token })
    await expect(refusal).rejects.toMatchObject({ error_type: 'unauthorized_credentials' })
    await hook(emulator, 'POST faults', { hangUp: true })
    const asked = stytch.sessions.authenticate({ session_token })
    await expect(asked).rejects.toBeInstanceOf(RequestError)
  })
})

describe('a session that the server asks for', () => {
  it('can last longer', async () => {
    const { emulator, signIn } = await start(() => Date.UTC(2026, 0, 2))
    const body = { session_token: signIn.session_token, session_duration_minutes: 120 }
    const { json } = await server(emulator, authenticate, body)
    expect(json.session.expires_at).toBe('2026-01-02T02:00:00Z')
    const shorter = await server(emulator, authenticate, { ...body, session_duration_minutes: 4 })
    expect(short(shorter)).toBe('400 invalid_session_duration_minutes')
  })

  it.each([
    [{}, '400 no_session_arguments'],
    [{ session_token: 'x', session_jwt: 'y' }, '400 too_many_session_arguments'],
    [{ session_token: 'unknown' }, notFound],
    [{ session_token: 'constructor' }, notFound],
    [{ session_token: '' }, notFound],
    [{ session_jwt: 'not a JWT' }, noJwt],
    [{ session_jwt: '' }, noJwt],
    [{ session_token: 7 }, '400 bad_request'],
    [{ session_token: 'x', authorization_check: {} }, '501 not_emulated'],
  ])('by %o is refused', async (body, refusal) => {
    const { emulator } = await start()
    expect(short(await server(emulator, authenticate, body))).toBe(refusal)
  })

  it('by a JWT of another project is refused', async () => {
    const { signIn } = await start()
    const emulator = await startEmulator()
    await hook(emulator, 'POST keys/rotate', { keepOld: false })
    const { session_jwt } = signIn
    expect(short(await server(emulator, authenticate, { session_jwt }))).toBe(noJwt)
  })

  it('by a JWT for another session under the same signature is refused', async () => {
    const { emulator, signIn } = await start()
    const bob = await signedIn(emulator, 'bob@example.com')
    const [header, , signature] = signIn.session_jwt.split('.')
    const session_jwt = [header, bob.session_jwt.split('.')[1], signature].join('.')
    expect(short(await server(emulator, authenticate, { session_jwt }))).toBe(noJwt)
  })

  it.each(['revoke', 'expire'])('after it ended is refused (%s)', async (how) => {
    const { emulator, signIn } = await start()
    await hook(emulator, `POST sessions/${how}`)
    for (const name of ['session_token', 'session_jwt']) {
      const body = { [name]: signIn[name] }
      expect(short(await server(emulator, authenticate, body))).toBe(notFound)
    }
  })
})

describe('a session that the server revokes', () => {
  it.each(['session_id', 'session_token', 'session_jwt'])('by its %s is over', async (name) => {
    const { emulator, signIn } = await start()
    const { session_token } = signIn
    const body = { [name]: signIn[name] ?? signIn.session.session_id }
    expect((await server(emulator, 'POST sessions/revoke', body)).status).toBe(200)
    expect(short(await server(emulator, authenticate, { session_token }))).toBe(notFound)
    expect(short(await server(emulator, 'POST sessions/revoke', body))).toBe(notFound)
  })

  it.each([
    [{}, '400 no_session_revoke_arguments'],
    [{ session_id: 'x', session_token: 'y' }, '400 too_many_session_revoke_arguments'],
    [{ session_id: 'session-test-unknown' }, notFound],
    [{ session_jwt: 'not a JWT' }, noJwt],
  ])('by %o is none', async (body, refusal) => {
    const { emulator } = await start()
    expect(short(await server(emulator, 'POST sessions/revoke', body))).toBe(refusal)
  })
})

describe('a server', () => {
  const strangers: [string, (emulator: TestEmulator) => string][] = [
    ['nothing', () => ''],
    ['another secret', ({ projectId }) => basic(projectId, 'secret-test-other')],
    ['another project', ({ secret }) => basic('project-test-other', secret)],
    ['the public token', ({ publicToken }) => basic(publicToken, publicToken)],
    ['the secret as a bearer token', ({ secret }) => `Bearer ${secret}`],
    ['not base64', () => 'Basic %%%'],
  ]
  it.each(strangers)('is refused everything but the keys with %s', async (_, authorizationOf) => {
    const { emulator, signIn } = await start()
    const headers = { authorization: authorizationOf(emulator) }
    for (const route of [
      'POST /v1/sessions/authenticate',
      'POST /v1/sessions/revoke',
      `GET /v1/sessions?user_id=${signIn.user_id}`,
      `GET /v1/users/${signIn.user_id}`,
    ]) {
      expect(short(await ask(emulator, route, headers))).toBe('401 unauthorized_credentials')
    }
    const { json } = await ask(emulator, `GET /v1/sessions/jwks/${emulator.projectId}`, headers)
    const key = { kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB', key_ops: ['verify'] }
    const [{ n, x5c, 'x5t#S256': thumbprint }] = json.keys
    const rest = { kid: expect.any(String), n, x5c: [expect.any(String)], 'x5t#S256': thumbprint }
    expect(json.keys).toEqual([{ ...key, ...rest }])
    const certificate = new X509Certificate(Buffer.from(x5c[0], 'base64'))
    expect(certificate.verify(certificate.publicKey)).toBe(true)
    expect(certificate.publicKey.export({ format: 'jwk' }).n).toBe(n)
    const hash = createHash('sha256').update(certificate.raw).digest('base64url')
    expect(thumbprint).toBe(hash)
  })

  it.each([
    ['users/user-test-unknown', '404 user_not_found'],
    ['users/constructor', '404 user_not_found'],
    ['sessions/jwks/project-test-other', '404 project_not_found'],
    ['sessions', '400 bad_request'],
    ['sessions?limit=1', '501 not_emulated'],
  ])('is refused %s', async (path, refusal) => {
    const emulator = await startEmulator()
    const headers = { authorization: basic(emulator.projectId, emulator.secret) }
    expect(short(await ask(emulator, `GET /v1/${path}`, headers))).toBe(refusal)
  })
})
