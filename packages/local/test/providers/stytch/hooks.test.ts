import { describe, expect, it } from 'vitest'
import { hook, send, startEmulator } from './fixture.ts'
import {
  askForCode,
  authenticateCode,
  authenticateLink,
  idOf,
  lastMail,
  linkToken,
  sdk,
  signedIn,
} from './flows.ts'

describe('POST users', () => {
  it('makes somebody who can sign in', async () => {
    const emulator = await startEmulator()
    const ann = { email: 'Ann@example.com', firstName: 'Ann', lastName: 'Example' }
    const { status, json } = await hook(emulator, 'POST users', ann)
    expect(status).toBe(201)
    expect(json).toMatchObject({
      user_id: idOf('user'),
      name: { first_name: 'Ann', middle_name: '', last_name: 'Example' },
      emails: [{ email: 'ann@example.com', verified: true }],
      status: 'active',
    })
    expect((await hook(emulator, 'GET users')).json).toEqual({ users: [json] })
    expect((await signedIn(emulator)).user_id).toBe(json.user_id)
  })

  it('takes a password, which nobody is asked for', async () => {
    const emulator = await startEmulator()
    const body = { email: 'ann@example.com', password: 'correct horse', emailVerified: false }
    const { status, json } = await hook(emulator, 'POST users', body)
    expect(status).toBe(201)
    expect(json).toMatchObject({ password: null, status: 'pending' })
  })

  it('refuses an address that has an account', async () => {
    const emulator = await startEmulator()
    await signedIn(emulator)
    expect(await hook(emulator, 'POST users', { email: 'ann@example.com' })).toEqual({
      status: 409,
      json: { message: 'that e-mail address has an account' },
    })
  })
})

describe.each(['expire', 'revoke'])('POST sessions/%s', (how) => {
  it('ends those of one user, and tells which', async () => {
    const emulator = await startEmulator()
    const ann = await signedIn(emulator, 'ann@example.com')
    const bob = await signedIn(emulator, 'bob@example.com')
    expect(await hook(emulator, `POST sessions/${how}`, { email: 'Ann@example.com' })).toEqual({
      status: 200,
      json: { ended: [ann.session.session_id] },
    })
    const ask = (token: string) => sdk(emulator, 'POST /sessions/authenticate', { token })
    expect((await ask(ann.session_token)).status).toBe(404)
    expect((await ask(bob.session_token)).status).toBe(200)
  })

  it('ends everybody’s, once', async () => {
    const emulator = await startEmulator()
    const ann = await signedIn(emulator, 'ann@example.com')
    const bob = await signedIn(emulator, 'bob@example.com')
    expect((await hook(emulator, `POST sessions/${how}`)).json).toEqual({
      ended: [ann.session.session_id, bob.session.session_id],
    })
    expect((await hook(emulator, `POST sessions/${how}`)).json).toEqual({ ended: [] })
  })

  it('looks for nobody at an unknown address', async () => {
    const emulator = await startEmulator()
    expect(await hook(emulator, `POST sessions/${how}`, { email: 'bob@example.com' })).toEqual({
      status: 404,
      json: { message: 'no account has that e-mail address' },
    })
  })
})

describe('POST tokens/expire', () => {
  it('lets links and codes expire that were sent to one user, and no session', async () => {
    const emulator = await startEmulator()
    const { session_token: token } = await signedIn(emulator, 'ann@example.com')
    const link = await linkToken(emulator)
    const { method_id } = (await askForCode(emulator)).json.data
    const code = (await lastMail(emulator)).code ?? ''
    const other = await linkToken(emulator, { email: 'bob@example.com' })
    expect((await hook(emulator, 'POST tokens/expire', { email: 'ann@example.com' })).json).toEqual(
      { ended: [link, code] },
    )
    expect((await authenticateLink(emulator, link)).json.error_type).toBe(
      'unable_to_auth_magic_link',
    )
    expect((await authenticateCode(emulator, { method_id, token: code })).json.error_type).toBe(
      'unable_to_auth_otp_code',
    )
    expect((await authenticateLink(emulator, other)).status).toBe(200)
    expect((await sdk(emulator, 'POST /sessions/authenticate', { token })).status).toBe(200)
  })
})

describe('the mailbox', () => {
  it('can be asked for and emptied', async () => {
    const emulator = await startEmulator()
    await linkToken(emulator, { email: 'ann@example.com' })
    await linkToken(emulator, { email: 'bob@example.com' })
    const { json } = await hook(emulator, 'GET mail')
    expect(json.mails).toMatchObject([{ to: 'ann@example.com' }, { to: 'bob@example.com' }])
    expect((await hook(emulator, 'GET mail?to=bob@example.com')).json.mails).toHaveLength(1)
    expect(await hook(emulator, 'DELETE mail')).toEqual({ status: 204, json: undefined })
    expect((await hook(emulator, 'GET mail')).json).toEqual({ mails: [] })
  })
})

describe('hooks', () => {
  it.each([
    ['users', { email: 'ann' }, 'email: is not an e-mail address'],
    ['users', { email: 'a@b', admin: true }, 'Unrecognized key: "admin"'],
    ['settings', { accessTokenSeconds: -1 }, /^accessTokenSeconds: Too small/],
    ['settings', { requirePkce: 'yes' }, /^requirePkce: Invalid input/],
    ['settings', { pkce: true }, 'Unrecognized key: "pkce"'],
    ['sessions/revoke', { user: 'x' }, 'Unrecognized key: "user"'],
    ['tokens/expire', { user: 'x' }, 'Unrecognized key: "user"'],
  ])('refuse what they do not understand: %s %o', async (path, body, message) => {
    const answer = await hook(await startEmulator(), `POST ${path}`, body)
    expect(answer.status).toBe(400)
    expect(answer.json.message).toMatch(message)
  })
})

describe('a route that is not imitated', () => {
  it.each([
    ['GET', '/v1/users'],
    ['DELETE', '/v1/users/user-test-1'],
    ['GET', '/v1/sessions/authenticate'],
    ['POST', '/v1/otps/email/login_or_create'],
    ['GET', '/v1/public/oauth/google/start'],
    ['POST', '/sdk/v1/passwords/authenticate'],
    ['PUT', '/sdk/v1/users/me'],
    ['POST', '/mailbox'],
    ['PUT', '/'],
  ])('is a loud 501, for everybody: %s %s', async (method, path) => {
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
