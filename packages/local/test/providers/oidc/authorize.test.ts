import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { openBrowser } from './browser.ts'
import { appUrl, password, stopClock } from './fixture.ts'
import { authorize, authorizeUrl, signUp, state, visit } from './flows.ts'
import { targets } from './targets.ts'

describe.each(targets)('an authorization request to $name', ({ name, startEmulator }) => {
  it('is answered with the sign-in page', async () => {
    const { page } = await visit(await startEmulator())
    expect(page).toContain('<h1>Sign in</h1>')
    expect(page).toContain(`Local emulator of ${name}. Nothing you type leaves this machine.`)
  })

  it('is answered with the sign-up page when the app hints at it', async () => {
    const emulator = await startEmulator()
    const { page } = await visit(emulator, emulator.target.signUpHint)
    expect(page).toContain('<h1>Create your account</h1>')
  })

  it('has the address of its login hint in the form', async () => {
    const { page } = await visit(await startEmulator(), { login_hint: 'ann@example.com' })
    expect(page).toMatch(/name="email"[^>]* value="ann@example.com"/)
  })

  it.each([
    [{ client_id: 'other' }, 'client is invalid'],
    [{ client_id: undefined }, 'client_id'],
    [{ redirect_uri: undefined }, 'redirect_uri'],
  ])('with %o is refused on a page', async (changes, sentence) => {
    const response = await authorize(await startEmulator(), changes)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    const page = await response.text()
    expect(page).toContain('<h1>This sign-in link does not work</h1>')
    expect(page).toContain(sentence)
  })

  it.each(['/', '?x=1', '/../other', '#x'])(
    'that wants to go back to its address with “%s” behind it is refused on a page',
    async (more) => {
      const emulator = await startEmulator()
      const redirect_uri = emulator.target.redirectUri + more
      const response = await authorize(emulator, { redirect_uri })
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
    },
  )

  it.each(['http://localhost:3001', 'http://127.0.0.1:3000', 'https://evil.example'])(
    'that wants to go back to %s is refused on a page',
    async (origin) => {
      const emulator = await startEmulator()
      const redirect_uri = emulator.target.redirectUri.replace(appUrl, origin)
      const response = await authorize(emulator, { redirect_uri })
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('redirect_uri did not match')
    },
  )

  it.each([
    [{ response_type: undefined }, 'invalid_request'],
    [{ code_challenge: undefined }, 'invalid_request'],
    [{ code_challenge: 'too-short' }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge_method: undefined }, 'invalid_request'],
    [{ prompt: 'nothing' }, 'invalid_request'],
    [{ prompt: 'none' }, 'login_required'],
  ])('with %o goes back with an error', async (changes, error) => {
    const emulator = await startEmulator()
    const response = await authorize(emulator, changes)
    expect(response.status).toBe(302)
    expect(redirected(response)).toEqual({
      to: emulator.target.redirectUri,
      error,
      error_description: expect.any(String),
      state,
    })
  })

  it('with a parameter twice goes back with an error', async () => {
    const emulator = await startEmulator()
    const response = await send(emulator, `${authorizeUrl(emulator)}&nonce=another`)
    expect(redirected(response)).toMatchObject({ error: 'invalid_request' })
  })

  it.each([
    [{ organization: 'org_1' }, 'organization'],
    [{ response_type: 'token' }, 'the response_type token'],
  ])('with %o, which is not imitated, is a loud 501', async (changes, what) => {
    const emulator = await startEmulator()
    const response = await authorize(emulator, changes)
    expect(response.status).toBe(501)
    const message = `${emulator.target.paths.authorize} with ${what} is not emulated`
    expect(await response.json()).toEqual({ error: 'not_emulated', message })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([{ message }])
  })

  it('goes back with the error that a test asked for, before the page and after it', async () => {
    const emulator = await startEmulator()
    const redirectError = { error: 'access_denied', error_description: 'no' }
    const back = { to: emulator.target.redirectUri, ...redirectError, state }
    await hook(emulator, 'POST faults', { times: 1, redirectError })
    expect(redirected(await authorize(emulator))).toEqual(back)
    const browser = await visit(emulator)
    await hook(emulator, 'POST faults', { times: 1, redirectError })
    expect(redirected(await browser.submit({ email: '', password }))).toEqual(back)
  })
})

describe.each(targets)('a browser that has signed in to $name', ({ startEmulator }) => {
  it('is sent on without the form', async () => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    const back = redirected(await browser.go(authorizeUrl(emulator)))
    expect(back).toMatchObject({ to: emulator.target.redirectUri, state })
    expect(back.code).toMatch(/^[\w-]{20,}$/)
    expect(back.iss).toBeUndefined()
  })

  it('sees the form when the app wants a sign-in of its own', async () => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    await browser.go(authorizeUrl(emulator, { prompt: 'login' }))
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })

  it('can become somebody else there', async () => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator, 'ann@example.com')
    await hook(emulator, 'POST users', { email: 'bob@example.com', password })
    await browser.go(authorizeUrl(emulator, { prompt: 'login' }))
    const back = redirected(await browser.submit({ email: 'bob@example.com', password }))
    expect(back).toMatchObject({ to: emulator.target.redirectUri, code: expect.any(String) })
  })

  it('sees the form when its session has lived its time', async () => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    later(8 * 86_400)
    await browser.go(authorizeUrl(emulator))
    expect(browser.page).toContain('<h1>Sign in</h1>')
  })

  it('sees the form with a cookie that was never given', async () => {
    const emulator = await startEmulator()
    const name = `${emulator.target.provider.name}_session`
    const response = await send(emulator, authorizeUrl(emulator), {
      headers: { cookie: `${name}=forged` },
    })
    expect(response.headers.get('location')).toContain(emulator.target.paths.signIn)
  })

  it('can be on two pages to sign in at once', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST users', { email: 'ann@example.com', password })
    const browser = openBrowser(emulator)
    await browser.go(authorizeUrl(emulator, { state: 'one' }))
    const [first = ''] = /\/[\w/-]+\?screen=sign-in/.exec(browser.page) ?? []
    await browser.go(authorizeUrl(emulator, { state: 'two' }))
    const two = await browser.submit({ email: 'ann@example.com', password })
    expect(redirected(two)).toMatchObject({ state: 'two' })
    await browser.go(first)
    const one = await browser.submit({ email: 'ann@example.com', password })
    expect(one.status).toBe(302)
  })
})
