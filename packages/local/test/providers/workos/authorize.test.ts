import { describe, expect, it } from 'vitest'
import { hook, redirectUri, startEmulator } from './fixture.ts'
import { authorize, redirected, signUp, submit } from './flows.ts'

const state = 'a state with spaces & signs'

describe('an authorization request', () => {
  it('is answered with the sign-in page', async () => {
    const response = await authorize(await startEmulator())
    expect(response.status).toBe(200)
    const page = await response.text()
    expect(page).toContain('<h1>Sign in</h1>')
    expect(page).toContain(
      'Local emulator of WorkOS AuthKit. Nothing you type leaves this machine.',
    )
  })

  it('is answered with the sign-up page when the app hints at it', async () => {
    const response = await authorize(await startEmulator(), { screen_hint: 'sign-up' })
    expect(await response.text()).toContain('<h1>Create your account</h1>')
  })

  it('has the address of its login hint in the form', async () => {
    const response = await authorize(await startEmulator(), { login_hint: 'ann@example.com' })
    expect(await response.text()).toMatch(/name="email"[^>]* value="ann@example.com"/)
  })

  it.each(['GET', 'POST'])('of an unknown client is refused on a page (%s)', async (method) => {
    const emulator = await startEmulator()
    const send = method === 'GET' ? authorize : submit
    const response = await send(emulator, { client_id: 'client_other', email: 'ann@example.com' })
    expect(response.status).toBe(400)
    expect(await response.text()).toContain(
      'There is no application with the client ID “client_other”.',
    )
  })

  it.each([
    undefined,
    'http://localhost:3000/callback/',
    'http://localhost:3000/callback?x=1',
    'http://localhost:3000/other',
    'http://127.0.0.1:3000/callback',
    'https://evil.example/callback',
  ])('that wants to go back to %s is refused on a page', async (redirect_uri) => {
    const response = await authorize(await startEmulator(), { redirect_uri })
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(await response.text()).toContain(
      `“${redirect_uri ?? ''}” is not a redirect URI of this application.`,
    )
  })

  const pkce = 'A code_challenge with the method S256 is required.'
  const refusals: [Record<string, string | undefined>, string, string][] = [
    [{ response_type: 'token' }, 'unsupported_response_type', 'response_type must be "code".'],
    [{ response_type: undefined }, 'unsupported_response_type', 'response_type must be "code".'],
    [{ provider: 'GoogleOAuth' }, 'invalid_connection_selector', 'provider must be "authkit".'],
    [{ provider: undefined }, 'invalid_connection_selector', 'provider must be "authkit".'],
    [{ code_challenge: undefined }, 'invalid_request', pkce],
    [{ code_challenge: 'too-short' }, 'invalid_request', pkce],
    [{ code_challenge_method: 'plain' }, 'invalid_request', pkce],
    [{ code_challenge_method: undefined }, 'invalid_request', pkce],
  ]
  it.each(refusals)(
    'with %o goes back with an error',
    async (changes, error, error_description) => {
      const response = await authorize(await startEmulator(), changes)
      expect(response.status).toBe(302)
      expect(redirected(response)).toEqual({ to: redirectUri, error, error_description, state })
    },
  )

  it('with a parameter that is not imitated is a loud 501', async () => {
    const emulator = await startEmulator()
    const response = await authorize(emulator, { organization_id: 'org_1' })
    expect(response.status).toBe(501)
    const message = '/user_management/authorize with organization_id is not emulated'
    expect(await response.json()).toEqual({ error: 'not_emulated', message })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([{ message }])
  })

  it('goes back with the error that a test asked for, before the page and after it', async () => {
    const emulator = await startEmulator()
    for (const send of [authorize, submit]) {
      await hook(emulator, 'POST faults', { times: 1, redirectError: { error: 'access_denied' } })
      const response = await send(emulator)
      expect(response.status).toBe(302)
      expect(redirected(response)).toEqual({ to: redirectUri, error: 'access_denied', state })
    }
  })
})

describe('a browser that has signed in', () => {
  it('is sent on without the form', async () => {
    const emulator = await startEmulator()
    const { cookie } = await signUp(emulator)
    const response = await authorize(emulator, {}, cookie)
    expect(response.status).toBe(302)
    expect(redirected(response)).toEqual({ to: redirectUri, code: expect.any(String), state })
  })

  it.each([{ prompt: 'login' }, { max_age: '0' }])(
    'sees the form when the app sends %o',
    async (changes) => {
      let now = Date.now()
      const emulator = await startEmulator(() => now)
      const { cookie } = await signUp(emulator)
      now += 1000
      expect((await authorize(emulator, changes, cookie)).status).toBe(200)
    },
  )

  it('is sent on when its sign-in is young enough for the app', async () => {
    const emulator = await startEmulator()
    const { cookie } = await signUp(emulator)
    expect((await authorize(emulator, { max_age: '60' }, cookie)).status).toBe(302)
  })

  it('sees the form with a cookie that was never given', async () => {
    const response = await authorize(await startEmulator(), {}, 'workos_authkit_session=forged')
    expect(response.status).toBe(200)
  })
})
