import { describe, expect, it } from 'vitest'
import { hook, send, startEmulator, type TestEmulator } from './fixture.ts'
import { basic, idOf, refused, server, signedIn } from './flows.ts'

const notFound = refused(404, 'session_not_found', 'Session could not be found.')
const noJwt = refused(
  400,
  'unable_to_parse_session_jwt',
  'The session_jwt is not a JWT of this project.',
)

describe('a session that the server asks for', () => {
  it.each(['session_token', 'session_jwt'])(
    'by its %s is answered, with its user',
    async (name) => {
      const emulator = await startEmulator()
      const signIn = await signedIn(emulator)
      const { status, json } = await server(emulator, 'POST /sessions/authenticate', {
        [name]: signIn[name],
      })
      expect(status).toBe(200)
      expect(json).toEqual({
        status_code: 200,
        request_id: idOf('request-id'),
        session_token: signIn.session_token,
        session_jwt: expect.stringMatching(/^eyJ/),
        session: { ...signIn.session, last_accessed_at: expect.any(String) },
        user: signIn.user,
      })
    },
  )

  it('by a JWT that has expired gets a new one', async () => {
    let now = Date.now()
    const emulator = await startEmulator(() => now)
    const { session_jwt } = await signedIn(emulator)
    now += 301_000
    const { status, json } = await server(emulator, 'POST /sessions/authenticate', { session_jwt })
    expect(status).toBe(200)
    expect(json.session_jwt).not.toBe(session_jwt)
  })

  it('can last longer', async () => {
    const emulator = await startEmulator(() => Date.UTC(2026, 0, 2))
    const { session_token } = await signedIn(emulator)
    const extend = (session_duration_minutes: number) =>
      server(emulator, 'POST /sessions/authenticate', { session_token, session_duration_minutes })
    expect((await extend(120)).json.session.expires_at).toBe('2026-01-02T02:00:00Z')
    expect((await extend(4)).json.error_type).toBe('invalid_session_duration_minutes')
  })

  it.each([
    [{}, refused(400, 'no_session_arguments', 'Please include a session_token or a session_jwt.')],
    [
      { session_token: 'x', session_jwt: 'y' },
      refused(
        400,
        'too_many_session_arguments',
        'Please include at most one of session_token and session_jwt, not both.',
      ),
    ],
    [{ session_token: 'unknown' }, notFound],
    [{ session_token: 'constructor' }, notFound],
    [{ session_token: '' }, notFound],
    [{ session_jwt: 'no JWT' }, noJwt],
    [{ session_jwt: '' }, noJwt],
    [{ session_token: 7 }, refused(400, 'bad_request', expect.stringMatching(/session_token/))],
  ])('by %o is refused', async (body, refusal) => {
    const emulator = await startEmulator()
    await signedIn(emulator)
    expect(await server(emulator, 'POST /sessions/authenticate', body)).toEqual(refusal)
  })

  it('by a JWT of another project is refused', async () => {
    const { session_jwt } = await signedIn(await startEmulator())
    const emulator = await startEmulator()
    await hook(emulator, 'POST keys/rotate', { keepOld: false })
    expect(await server(emulator, 'POST /sessions/authenticate', { session_jwt })).toEqual(noJwt)
  })

  it('by a JWT for another session under the same signature is refused', async () => {
    const emulator = await startEmulator()
    const [ann, bob] = [await signedIn(emulator), await signedIn(emulator, 'bob@example.com')]
    const [header, , signature] = ann.session_jwt.split('.')
    const session_jwt = [header, bob.session_jwt.split('.')[1], signature].join('.')
    expect(await server(emulator, 'POST /sessions/authenticate', { session_jwt })).toEqual(noJwt)
  })

  it.each([
    ['revoke', 'session_token'],
    ['revoke', 'session_jwt'],
    ['expire', 'session_token'],
    ['expire', 'session_jwt'],
  ])('after it ended (%s) is refused by its %s', async (how, name) => {
    const emulator = await startEmulator()
    const signIn = await signedIn(emulator)
    await hook(emulator, `POST sessions/${how}`)
    const body = { [name]: signIn[name] }
    expect(await server(emulator, 'POST /sessions/authenticate', body)).toEqual(notFound)
  })

  it('with what is not imitated is a loud 501', async () => {
    const emulator = await startEmulator()
    const body = { session_token: 'x', authorization_check: {} }
    expect((await server(emulator, 'POST /sessions/authenticate', body)).status).toBe(501)
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([
      { message: '/v1/sessions/authenticate with authorization_check is not emulated' },
    ])
  })
})

describe('a session that the server revokes', () => {
  it.each(['session_id', 'session_token', 'session_jwt'])('by its %s is over', async (name) => {
    const emulator = await startEmulator()
    const signIn = await signedIn(emulator)
    const { session_token } = signIn
    const body = { [name]: signIn[name] ?? signIn.session.session_id }
    expect(await server(emulator, 'POST /sessions/revoke', body)).toEqual({
      status: 200,
      json: { status_code: 200, request_id: idOf('request-id') },
    })
    expect(await server(emulator, 'POST /sessions/authenticate', { session_token })).toEqual(
      notFound,
    )
    expect(await server(emulator, 'POST /sessions/revoke', body)).toEqual(notFound)
  })

  it.each([
    [
      {},
      refused(
        400,
        'no_session_revoke_arguments',
        'Please include a session_id, a session_token or a session_jwt.',
      ),
    ],
    [
      { session_id: 'x', session_token: 'y' },
      refused(
        400,
        'too_many_session_revoke_arguments',
        'Please include at most one of session_id, session_token and session_jwt, not multiple.',
      ),
    ],
    [{ session_id: 'session-test-unknown' }, notFound],
    [{ session_jwt: 'no JWT' }, noJwt],
  ])('by %o is none', async (body, refusal) => {
    expect(await server(await startEmulator(), 'POST /sessions/revoke', body)).toEqual(refusal)
  })
})

describe('the sessions of a user', () => {
  it('are those that go on', async () => {
    const emulator = await startEmulator()
    const [first, second] = [await signedIn(emulator), await signedIn(emulator)]
    await signedIn(emulator, 'bob@example.com')
    await server(emulator, 'POST /sessions/revoke', { session_token: first.session_token })
    const { json } = await server(emulator, `GET /sessions?user_id=${first.user_id}`)
    expect(json).toEqual({
      status_code: 200,
      request_id: idOf('request-id'),
      sessions: [second.session],
    })
  })

  it('are asked for by nothing else', async () => {
    expect((await server(await startEmulator(), 'GET /sessions?limit=1')).status).toBe(501)
  })
})

describe('a user', () => {
  it('is given to the server', async () => {
    const emulator = await startEmulator()
    const { user, user_id } = await signedIn(emulator)
    expect(await server(emulator, `GET /users/${user_id}`)).toEqual({
      status: 200,
      json: { status_code: 200, request_id: idOf('request-id'), ...user },
    })
  })

  it.each(['user-test-unknown', 'constructor', '__proto__'])('is not there: %s', async (id) => {
    expect(await server(await startEmulator(), `GET /users/${id}`)).toEqual(
      refused(404, 'user_not_found', 'User could not be found.'),
    )
  })
})

describe('without the secret', () => {
  const stranger: [string, (emulator: TestEmulator) => string][] = [
    ['nothing', () => ''],
    ['another secret', ({ projectId }) => basic(projectId, 'secret-test-other')],
    ['another project', ({ secret }) => basic('project-test-other', secret)],
    ['the public token', ({ publicToken }) => basic(publicToken, publicToken)],
    ['the secret as a bearer token', ({ secret }) => `Bearer ${secret}`],
    ['no base64', () => 'Basic %%%'],
  ]
  const routes = [
    ['POST', '/sessions/authenticate'],
    ['POST', '/sessions/revoke'],
    ['GET', '/sessions?user_id=x'],
    ['GET', '/users/x'],
  ] as const

  it.each(stranger)('everything is refused: %s', async (_, authorizationOf) => {
    const emulator = await startEmulator()
    const authorization = authorizationOf(emulator)
    for (const [method, path] of routes) {
      const response = await send(emulator, `/v1${path}`, { method, headers: { authorization } })
      expect({ status: response.status, json: await response.json() }).toEqual(
        refused(401, 'unauthorized_credentials', 'Unauthorized credentials.'),
      )
    }
  })
})
