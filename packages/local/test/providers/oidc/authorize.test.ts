import { describe, expect } from 'vitest'
import { redirected } from '../client.ts'
import { email, password, state } from './emulator.ts'
import { appUrl, stopClock } from './fixture.ts'
import { oidcTargets, targets } from './targets.ts'

const signInPage = '<h1>Sign in</h1>'

describe.each(targets)('an authorization request to $name', ({ target, it }) => {
  it('is answered with the sign-in page', async ({ emulator }) => {
    const { page } = await emulator.visit({ login_hint: email })
    expect(page).toContain(signInPage)
    expect(page).toContain('Nothing you type leaves this machine.')
    expect(page).toMatch(/name="email"[^>]* value="ann@example.com"/)
  })

  it('is answered with the sign-up page when the app hints at it', async ({ emulator }) => {
    const { page } = await emulator.visit(target.signUpHint)
    expect(page).toContain('<h1>Create your account</h1>')
  })

  it.for([
    { client_id: 'other' },
    { client_id: undefined },
    { redirect_uri: undefined },
    ...['/', '?x=1', '/../other', '#x'].map((more) => ({
      redirect_uri: target.redirectUri + more,
    })),
    ...['http://localhost:3001', 'http://127.0.0.1:3000', 'https://evil.example'].map((origin) => ({
      redirect_uri: target.redirectUri.replace(appUrl, origin),
    })),
  ])('with %o is refused on a page', async (changes, { emulator }) => {
    const response = await emulator.authorize(changes)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    const page = await response.text()
    expect(page).toContain('<h1>This sign-in link does not work</h1>')
    expect(page).toMatch(/client|redirect.uri/i)
  })

  it.for(target.badRequests)(
    'with %o goes back with %o',
    async ([changes, error], { emulator }) => {
      const response = await emulator.authorize(changes)
      expect(response.status).toBe(302)
      const error_description = expect.any(String)
      const back = { to: target.redirectUri, state, error_description, ...error }
      expect(redirected(response)).toEqual(back)
    },
  )

  it('with a parameter that is not emulated is a loud 501', async ({ emulator }) => {
    const response = await emulator.authorize({ organization: 'org_1' })
    const message = `${target.paths.authorize} with organization is not emulated`
    expect(response.status).toBe(501)
    expect(await response.json()).toEqual({ error: 'not_emulated', error_description: message })
    expect((await emulator.hook('GET unknown')).json.requests).toMatchObject([{ message }])
  })

  it('goes back with the error of a fault, before the page and after it', async ({ emulator }) => {
    const redirectError = { error: 'access_denied', error_description: 'no' }
    const back = { to: target.redirectUri, ...redirectError, state }
    await emulator.hook('POST faults', { times: 1, redirectError })
    expect(redirected(await emulator.authorize())).toEqual(back)
    const browser = await emulator.visit()
    await emulator.hook('POST faults', { times: 1, redirectError })
    expect(redirected(await browser.submit({ email: '', password }))).toEqual(back)
  })
})

describe.each(targets)('a browser that has signed in to $name', ({ target, it }) => {
  it('is sent on without the form', async ({ emulator }) => {
    const { browser } = await emulator.signUp()
    const back = redirected(await browser.go(emulator.authorizeUrl()))
    expect(back).toMatchObject({ to: target.redirectUri, state })
    expect(back.code).toMatch(/^[\w-]{20,}$/)
    expect(back.iss).toBeUndefined()
  })

  it('sees the form when the app wants a sign-in of its own', async ({ emulator }) => {
    const { browser } = await emulator.signUp()
    await emulator.hook('POST users', { email: 'bob@example.com', password })
    await browser.go(emulator.authorizeUrl({ prompt: 'login' }))
    expect(browser.page).toContain(signInPage)
    const back = redirected(await browser.submit({ email: 'bob@example.com', password }))
    expect(back).toMatchObject({ to: target.redirectUri, code: expect.any(String) })
  })

  it('sees the form with a cookie that was never given', async ({ emulator }) => {
    const { browser } = await emulator.signUp()
    const cookie = browser.cookies(target.paths.authorize).replaceAll(/=[^;]*/g, '=forged')
    const response = await emulator.send(emulator.authorizeUrl(), { headers: { cookie } })
    expect(response.headers.get('location') ?? '').not.toContain('code=')
  })
})

// Kinde knows no max_age.
describe.each(targets.filter(({ name }) => name !== 'Kinde'))('max_age at $name', ({ it }) => {
  it.for([
    ['60', 60, 302],
    ['60', 61, 200],
    ['0', 1, 200],
  ] as const)('of %s, %i seconds later, is answered %i', async (row, { emulator }) => {
    const [max_age, seconds, status] = row
    const later = stopClock()
    const { browser } = await emulator.signUp()
    later(seconds)
    expect((await browser.go(emulator.authorizeUrl({ max_age }))).status).toBe(status)
  })
})

describe.each(oidcTargets)('a session with $name', ({ name, it }) => {
  const days = name === 'Auth0' ? 7 : 1

  it.for([
    [-1, 302],
    [1, 200],
  ] as const)(`of ${days} days, and %i seconds, is answered %i`, async (row, { emulator }) => {
    const [seconds, status] = row
    const later = stopClock()
    const { browser } = await emulator.signUp()
    later(days * 86_400 + seconds)
    expect((await browser.go(emulator.authorizeUrl())).status).toBe(status)
  })

  it('can begin on two pages at once', async ({ emulator }) => {
    await emulator.hook('POST users', { email, password })
    const browser = await emulator.visit({ state: 'one' })
    const [first = ''] = /\/[\w/-]+\?screen=sign-in/.exec(browser.page) ?? []
    await browser.go(emulator.authorizeUrl({ state: 'two' }))
    expect(redirected(await browser.submit({ email, password }))).toMatchObject({ state: 'two' })
    await browser.go(first)
    expect((await browser.submit({ email, password })).status).toBe(302)
  })
})
