import { describe, expect, it } from 'vitest'
import { hook, redirected, send } from '../client.ts'
import { openBrowser } from './browser.ts'
import { appUrl, email, password, type TestEmulator } from './fixture.ts'
import { authorize, authorizeUrl, signUp, visit } from './flows.ts'
import { oidcTargets, targets } from './targets.ts'

async function withAnn(emulator: TestEmulator): Promise<TestEmulator> {
  await hook(emulator, 'POST users', { email, password })
  return emulator
}

/** The sentence of a refusal, at the field that it is about, and the address that was kept. */
function refusal(page: string, field: 'email' | 'password') {
  expect(page).toMatch(
    new RegExp(`<input id="${field}"[^>]* aria-invalid="true" aria-describedby="error`),
  )
  return {
    sentence: /<p role="alert" id="error">([^<]*)</.exec(page)?.[1],
    typed: /<input id="email"[^>]* value="([^"]*)"/.exec(page)?.[1],
  }
}

const linkOn = (page: string) =>
  /<a class="alone" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''

describe.each(targets)('the sign-in form of $name', ({ target, startEmulator }) => {
  it('sends the browser back with a code and the state', async () => {
    const browser = await visit(await withAnn(await startEmulator()))
    const back = await browser.submit({ email: ' ANN@Example.com ', password })
    expect(redirected(back)).toMatchObject({
      to: target.redirectUri,
      code: expect.any(String),
      state: 'a state with spaces & signs',
    })
  })

  it('leaves the state out when the app sent none', async () => {
    const browser = await visit(await withAnn(await startEmulator()), { state: undefined })
    expect(redirected(await browser.submit({ email, password })).state).toBeUndefined()
  })

  it('refuses a wrong password, keeps the address, and takes the right one then', async () => {
    const browser = await visit(await withAnn(await startEmulator()))
    const { status } = await browser.submit({ email, password: 'something else' })
    expect(status).toBe(401)
    expect(refusal(browser.page, 'password')).toEqual({
      sentence: 'That is not the password of ann@example.com.',
      typed: email,
    })
    expect((await browser.submit({ email, password })).status).toBe(302)
  })

  it('refuses an address without an account and takes it along to the sign-up', async () => {
    const browser = await visit(await startEmulator())
    expect((await browser.submit({ email, password })).status).toBe(401)
    expect(refusal(browser.page, 'email').sentence).toContain('There is no account for')
    await browser.go(linkOn(browser.page))
    expect(browser.page).toContain('<h1>Create your account</h1>')
    expect(browser.page).toMatch(/name="email"[^>]* value="ann@example.com"/)
    expect((await browser.submit({ email, password })).status).toBe(302)
  })

  it.each(['', 'ann'])('refuses “%s” for an address', async (typed) => {
    const browser = await visit(await startEmulator())
    expect((await browser.submit({ email: typed, password })).status).toBe(422)
    expect(refusal(browser.page, 'email').typed).toBe(typed)
  })

  it('escapes what was typed', async () => {
    const browser = await visit(await startEmulator())
    await browser.submit({ email: '"><script>', password })
    expect(browser.page).not.toContain('<script>')
    expect(browser.page).toContain('value="&quot;&gt;&lt;script&gt;"')
  })

  it('loads nothing, runs nothing, and lets itself end at the app only', async () => {
    const emulator = await startEmulator()
    const { headers } = await openBrowser(emulator).go(authorizeUrl(emulator))
    expect(headers.get('content-security-policy')?.replace(/sha256-[^']+/, 'sha256-…')).toBe(
      `default-src 'none'; style-src 'sha256-…'; img-src data:; form-action 'self' ${appUrl}; ` +
        `base-uri 'none'; frame-ancestors 'none'`,
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('same-origin')
  })
})

describe.each(targets)('the sign-up form of $name', ({ target, startEmulator }) => {
  it('makes an account with a verified address', async () => {
    const emulator = await startEmulator()
    await signUp(emulator, 'Ann@Example.com')
    expect((await hook(emulator, 'GET users')).json.users).toMatchObject([
      { email, email_verified: true },
    ])
  })

  it.each([
    [password, 409, 'email', 'ann@example.com has an account already. Sign in instead.'],
    ['1234567', 422, 'password', 'Choose a password of at least 8 characters.'],
  ] as const)('refuses a second account, or “%s”', async (typed, status, field, sentence) => {
    const browser = await visit(await withAnn(await startEmulator()), target.signUpHint)
    expect((await browser.submit({ email, password: typed })).status).toBe(status)
    expect(refusal(browser.page, field)).toEqual({ sentence, typed: email })
  })

  it('leads to the sign-in, and both tell a password manager what to fill in', async () => {
    const browser = await visit(await startEmulator(), target.signUpHint)
    expect(browser.page).toMatch(/autocomplete="email".*autocomplete="new-password"/s)
    await browser.go(linkOn(browser.page))
    expect(browser.page).toContain('<h1>Sign in</h1>')
    expect(browser.page).toMatch(/autocomplete="username".*autocomplete="current-password"/s)
  })
})

describe.each(oidcTargets)('the address of a form of $name', ({ startEmulator }) => {
  it('works once', async () => {
    const browser = await visit(await withAnn(await startEmulator()))
    const [address = ''] = /\/[\w/-]+\?screen=sign-in/.exec(browser.page) ?? []
    await browser.submit({ email, password })
    expect((await browser.go(address)).status).toBe(400)
    expect(browser.page).toContain('It has expired, or it was used already.')
    expect(browser.page).toContain(`href="${appUrl}"`)
  })

  it('is for the browser alone that asked', async () => {
    const emulator = await withAnn(await startEmulator())
    const location = (await authorize(emulator)).headers.get('location') ?? ''
    expect((await openBrowser(emulator).go(location)).status).toBe(400)
    const path = new URL(location, emulator.url).pathname
    const body = new URLSearchParams({ email, password })
    expect((await send(emulator, path, { method: 'POST', body })).status).toBe(400)
  })
})
