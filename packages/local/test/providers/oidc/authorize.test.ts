import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { appUrl, email, password, stopClock } from './fixture.ts'
import { authorize, authorizeUrl, signUp, state, visit } from './flows.ts'
import { oidcTargets, targets } from './targets.ts'

const signInPage = '<h1>Sign in</h1>'

describe.each(targets)('an authorization request to $name', ({ target, startEmulator }) => {
  it('is answered with the sign-in page', async () => {
    const { page } = await visit(await startEmulator(), { login_hint: email })
    expect(page).toContain(signInPage)
    expect(page).toContain('Nothing you type leaves this machine.')
    expect(page).toMatch(/name="email"[^>]* value="ann@example.com"/)
  })

  it('is answered with the sign-up page when the app hints at it', async () => {
    const { page } = await visit(await startEmulator(), target.signUpHint)
    expect(page).toContain('<h1>Create your account</h1>')
  })

  it.each([
    { client_id: 'other' },
    { client_id: undefined },
    { redirect_uri: undefined },
    ...['/', '?x=1', '/../other', '#x'].map((more) => ({
      redirect_uri: target.redirectUri + more,
    })),
    ...['http://localhost:3001', 'http://127.0.0.1:3000', 'https://evil.example'].map((origin) => ({
      redirect_uri: target.redirectUri.replace(appUrl, origin),
    })),
  ])('with %o is refused on a page', async (changes) => {
    const response = await authorize(await startEmulator(), changes)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    const page = await response.text()
    expect(page).toContain('<h1>This sign-in link does not work</h1>')
    expect(page).toMatch(/client|redirect.uri/i)
  })

  it.each(target.badRequests)('with %o goes back with an error', async (changes, error) => {
    const response = await authorize(await startEmulator(), changes)
    expect(response.status).toBe(302)
    expect(redirected(response)).toEqual({
      to: target.redirectUri,
      state,
      error_description: expect.any(String),
      ...error,
    })
  })

  it('with a parameter that is not emulated is a loud 501', async () => {
    const emulator = await startEmulator()
    const response = await authorize(emulator, { organization: 'org_1' })
    const message = `${target.paths.authorize} with organization is not emulated`
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({ error: 'not_emulated', message })
    expect((await hook(emulator, 'GET unknown')).json.requests).toMatchObject([{ message }])
  })

  it('goes back with the error that a test asked for, before the page and after it', async () => {
    const emulator = await startEmulator()
    const redirectError = { error: 'access_denied', error_description: 'no' }
    const back = { to: target.redirectUri, ...redirectError, state }
    await hook(emulator, 'POST faults', { times: 1, redirectError })
    expect(redirected(await authorize(emulator))).toEqual(back)
    const browser = await visit(emulator)
    await hook(emulator, 'POST faults', { times: 1, redirectError })
    expect(redirected(await browser.submit({ email: '', password }))).toEqual(back)
  })
})

describe.each(targets)('a browser that has signed in to $name', ({ target, startEmulator }) => {
  it('is sent on without the form', async () => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    const back = redirected(await browser.go(authorizeUrl(emulator)))
    expect(back).toMatchObject({ to: target.redirectUri, state })
    expect(back.code).toMatch(/^[\w-]{20,}$/)
    expect(back.iss).toBeUndefined()
  })

  it('sees the form when the app wants a sign-in of its own, and can change users', async () => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    await hook(emulator, 'POST users', { email: 'bob@example.com', password })
    await browser.go(authorizeUrl(emulator, { prompt: 'login' }))
    expect(browser.page).toContain(signInPage)
    const back = redirected(await browser.submit({ email: 'bob@example.com', password }))
    expect(back).toMatchObject({ to: target.redirectUri, code: expect.any(String) })
  })

  it('sees the form with a cookie that was never given', async () => {
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    const cookie = browser.cookies(target.paths.authorize).replaceAll(/=[^;]*/g, '=forged')
    const response = await send(emulator, authorizeUrl(emulator), { headers: { cookie } })
    expect(response.headers.get('location') ?? '').not.toContain('code=')
  })
})

// Kinde knows no max_age.
describe.each(targets.filter(({ name }) => name !== 'Kinde'))('max_age at $name', (one) => {
  it.each([
    ['60', 60, 302],
    ['60', 61, 200],
    ['0', 1, 200],
  ])('of %s, %i seconds after the sign-in, is answered %i', async (max_age, seconds, status) => {
    const later = stopClock()
    const emulator = await one.startEmulator()
    const { browser } = await signUp(emulator)
    later(seconds)
    expect((await browser.go(authorizeUrl(emulator, { max_age }))).status).toBe(status)
  })
})

describe.each(oidcTargets)('a session with $name', ({ name, startEmulator }) => {
  const days = name === 'Auth0' ? 7 : 1

  it.each([
    [-1, 302],
    [1, 200],
  ])(`lasts ${days} days, and %i seconds later is answered %i`, async (seconds, status) => {
    const later = stopClock()
    const emulator = await startEmulator()
    const { browser } = await signUp(emulator)
    later(days * 86_400 + seconds)
    expect((await browser.go(authorizeUrl(emulator))).status).toBe(status)
  })

  it('can begin on two pages at once', async () => {
    const emulator = await startEmulator()
    await hook(emulator, 'POST users', { email, password })
    const browser = await visit(emulator, { state: 'one' })
    const [first = ''] = /\/[\w/-]+\?screen=sign-in/.exec(browser.page) ?? []
    await browser.go(authorizeUrl(emulator, { state: 'two' }))
    expect(redirected(await browser.submit({ email, password }))).toMatchObject({ state: 'two' })
    await browser.go(first)
    expect((await browser.submit({ email, password })).status).toBe(302)
  })
})
